"""What a referee sees: a link, then a short form a page at a time."""
