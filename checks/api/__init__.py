"""The file of checks by JSON: the start gate, each check, and its verbs. Never what was found."""
