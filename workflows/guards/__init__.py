"""What must be true before the trust's own set-up changes: its roles, its schools, and how its people sign in."""
