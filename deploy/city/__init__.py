"""Making, checking and measuring city packs."""
