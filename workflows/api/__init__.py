"""Any record of any machine moved by JSON: the same verbs, forms and blockers as the pages."""
