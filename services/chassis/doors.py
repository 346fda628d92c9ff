"""What the command edge is given and what it answers: doors, acts that came over HTTP, answers.

The Idempotency-Key is one caller's: it is mixed with the account before it is stored, and the id of
something new is made of the same mixture. So a repeat finds the thing it made before, and two
callers with the same key never meet.
"""

from base64 import b32encode
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Protocol

from pydantic import BaseModel

from contracts.actor import Actor
from services.chassis.store import Act, Outcome


class Door(Protocol):
    """Where a command is posted (`contracts.commands.routes.Route` is one)."""

    @property
    def path(self) -> str:
        """The path, with `{id}` for the aggregate's id if it exists already."""
        ...

    @property
    def command(self) -> type[BaseModel]:
        """What the body is read as."""
        ...

    @property
    def prefix(self) -> str:
        """Of the new aggregate's id; empty when none is made."""
        ...

    @property
    def target(self) -> Callable[[str, Any], str]:
        """The aggregate's id, from the id in the path and the command."""
        ...


@dataclass(frozen=True)
class Posted(Act):
    """An act that came over HTTP."""

    path_id: str = ""
    """The id in the path, when the aggregate is found by way of something in it."""


class Acting(Protocol):
    """A service's handlers: what is done with a command."""

    async def act(self, command: Any, id: str, act: Posted, /) -> Outcome[Any]:
        """Decide and save."""
        ...


class Answered(BaseModel):
    """What every command answers."""

    id: str
    number: str | None = None
    """The number people use, when it has one."""
    version: int
    state: str
    """Where it stands now."""


def mixed(actor: Actor, key: str) -> str:
    """Return one caller's key as 26 characters that are safe anywhere."""
    digest = sha256(f"{actor.id}\n{key}".encode()).digest()
    return b32encode(digest).decode().lower()[:26]


def new_id(prefix: str, actor: Actor, key: str) -> str:
    """Return the id of what this caller makes with this key."""
    return prefix + mixed(actor, key)[:16]
