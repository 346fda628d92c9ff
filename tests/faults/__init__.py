"""Nothing lost: load on the public API while processes are killed, then a full account."""
