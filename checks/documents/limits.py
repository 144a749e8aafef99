"""How large a paper may be. Our own figures, not law; the reading process works with the same ones."""

MEGABYTE = 1024 * 1024
FILE_BYTES = 10 * MEGABYTE
FILES = 10  # live papers on one check, and of a person’s own for one application
CHECK_BYTES = 40 * MEGABYTE  # all of them together
UPLOADS = 30  # by one person in ten minutes
