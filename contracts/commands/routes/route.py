"""What a door is: the command behind it, where it is posted, who owns it, who may try."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from contracts.actor import Role
from contracts.commands.command import Command


@dataclass(frozen=True)
class Route:
    """One command's door."""

    path: str
    """Below /api/v1 at the gateway, and the same at the owner."""
    command: type[Command]
    owner: str
    roles: frozenset[Role]
    prefix: str = ""
    """Set when it makes a new aggregate: the id's prefix."""
    target: Callable[[str, Any], str] = lambda id, _: id
    """The aggregate's id, from the id in the path and the command."""

    @property
    def creates(self) -> bool:
        """Whether it makes a new aggregate."""
        return bool(self.prefix)

    @property
    def act(self) -> str:
        """The last word of the path."""
        return self.path.rsplit("/", 1)[-1]
