"""The contracts as files: one schema and one golden sample per event version."""
