"""The ground of /api/v1/: who may call what, tokens, limits, and how every refusal is told."""
