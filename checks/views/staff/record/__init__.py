"""The single central record as staff see it."""
