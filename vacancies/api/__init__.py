"""The story by JSON: adverts, applications, scoring, offers; for staff, and for candidates following their own."""
