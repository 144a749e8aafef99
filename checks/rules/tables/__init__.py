"""The decision table, one rule a line. Read `blocks.py` first: it says which page is for whom."""
