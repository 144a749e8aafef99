"""Ground floor: who is hiring, and the project's wiring."""
