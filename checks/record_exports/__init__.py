"""The single central record taken out of Gatepost: as a spreadsheet or to print, each with a fingerprint that can be checked."""
