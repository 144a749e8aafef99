"""Top floor: the story, from advert to first day."""
