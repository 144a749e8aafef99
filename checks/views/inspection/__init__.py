"""What an inspector opens by link and code: the record of the schools named, read only, and nothing else."""
