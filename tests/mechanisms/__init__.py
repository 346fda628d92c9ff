"""Which mechanisms of the source documents have a test (`make mechanisms`)."""
