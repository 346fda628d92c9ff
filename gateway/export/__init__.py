"""What leaves as a file: limited, marked with who took it and when, and on record."""
