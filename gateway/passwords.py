"""Argon2, away from the loop.

9 MiB and four passes are one of the settings OWASP holds equal: a sign-in takes some 30 ms, and
what the allocator keeps of it for the next one is small.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

AT_ONCE = 2

T = TypeVar("T")


class Passwords:
    """Hashes and checks passwords in threads of its own."""

    def __init__(self, *, memory_kib: int = 9 * 1024, passes: int = 4) -> None:
        hasher = Argon2Hasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)
        self._hash = PasswordHash((hasher,))
        self._threads = ThreadPoolExecutor(AT_ONCE, "argon2")
        self._nobody: str | None = None

    async def hash(self, password: str) -> str:
        """Return what may be stored."""
        return await self._run(self._hashed, password)

    async def verify(self, password: str, stored: str | None) -> bool:
        """Whether it is the password; without one stored it takes as long and is False."""
        against = stored or await self._dummy()
        return await self._run(self._matches, password, against) and stored is not None

    def close(self) -> None:
        """End the threads."""
        self._threads.shutdown(wait=False)

    async def _dummy(self) -> str:
        if self._nobody is None:
            self._nobody = await self.hash("nobody has this password")
        return self._nobody

    async def _run(self, work: Callable[[str, str], T], password: str, stored: str = "") -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, work, password, stored)

    def _hashed(self, password: str, _: str) -> str:
        return self._hash.hash(password)

    def _matches(self, password: str, stored: str) -> bool:
        try:
            return self._hash.verify(password, stored)
        except UnknownHashError:
            return False
