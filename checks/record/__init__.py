"""The single central record: what is known of everybody at work in a school, and since when."""
