"""What people do about their own checks."""
