"""Made-up people and facts for the page of parts."""
