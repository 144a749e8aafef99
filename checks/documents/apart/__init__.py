"""Reading of untrusted files, in a process of its own that knows no secret and may use little (see `__main__`)."""
