"""How much it carries, and what it costs over doing the bare work."""
