"""Give large blocks back to the system when they are done with.

A password hash or a photo needs some 10 to 100 MB for a moment. glibc learns from the first of them
to keep such blocks for the next, in every thread; a process that should stay below 150 MB must not.
"""

import ctypes
from contextlib import suppress

_M_MMAP_THRESHOLD = -3
LARGE = 256 * 1024
"""Bytes from which a block has pages of its own, which go back when it is freed."""


def give_large_blocks_back() -> None:
    """Say so to glibc; other libraries have no such habit, and nothing happens."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, LARGE)
