"""What is started, and stopped again, as a `with` block."""

from abc import ABC, abstractmethod
from collections.abc import Generator
from contextlib import contextmanager
from typing import Self


class Running(ABC):
    """Servers or processes that somebody starts and stops."""

    @abstractmethod
    def start(self) -> None:
        """Return once all of it runs."""

    @abstractmethod
    def stop(self) -> None:
        """End what was started, though only part of it may have been."""

    @contextmanager
    def running(self) -> Generator[Self]:
        """Run it for the length of a `with` block."""
        try:
            self.start()
            yield self
        finally:
            self.stop()
