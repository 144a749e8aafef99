"""The trust's own set-up: its people and their roles, its schools and their days."""
