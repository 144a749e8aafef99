"""Equality monitoring: asked of everybody, kept as totals with no key to anybody (G03, B1; Equality Act 2010, section 60)."""
