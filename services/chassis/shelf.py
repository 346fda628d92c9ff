"""Where city packs are kept: what `cities` asks of it, and `packs` does."""

from collections.abc import Mapping, Sequence
from typing import Protocol


class Shelf(Protocol):
    """Where packs are kept, for all processes of a system."""

    async def keep(self, files: Mapping[str, str], version: str) -> str:
        """Keep a pack; return its id. A pack kept twice is there once."""
        ...

    async def take(self, pack: str) -> Mapping[str, str]:
        """The files of a pack. Raises KeyError: nobody ever kept it."""
        ...

    async def kept(self) -> Sequence[str]:
        """Ids of all packs there ever were."""
        ...

    async def published(self) -> str | None:
        """Id of the pack published last; None: none ever was."""
        ...
