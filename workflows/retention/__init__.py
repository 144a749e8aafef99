"""How long each kind of record is kept, what is past its time, and the job that lets it go with a receipt."""
