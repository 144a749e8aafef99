"""Papers kept with a check: what may be kept, how a file is looked into, scanned, opened and let go."""
