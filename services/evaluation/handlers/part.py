"""The parts of evaluation as one: a command goes to the part that knows it, an event to all."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from contracts.commands.command import Command
from contracts.envelope import Envelope
from contracts.events.event import Event
from services.chassis.acts import Posted
from services.chassis.bus import Handlers, Hears
from services.chassis.store import Outcome


class Part(Protocol):
    """One noun's handlers."""

    @property
    def commands(self) -> Collection[type[Command]]:
        """What it may be asked."""
        ...

    @property
    def handlers(self) -> Handlers:
        """What it listens to."""
        ...

    async def act(self, command: Any, id: str, act: Posted, /) -> Outcome[Any]:
        """Decide and save."""
        ...


@dataclass(frozen=True)
class Parts:
    """All of them."""

    parts: Sequence[Part]

    async def act(self, command: Command, id: str, act: Posted) -> Outcome[Any]:
        """Have the part act whose command it is."""
        part = next(part for part in self.parts if type(command) in part.commands)
        return await part.act(command, id, act)

    @property
    def handlers(self) -> Handlers:
        """What any of them listens to; who does not want an event is not told it."""
        listeners = defaultdict[type[Event], list[Hears]](list)
        for part in self.parts:
            for kind, hears in part.handlers.items():
                listeners[kind].append(hears)
        return {kind: _together(found) for kind, found in listeners.items()}


def _together(listeners: Sequence[Hears]) -> Hears:
    async def handle(heard: Envelope[Any]) -> None:
        for hears in listeners:
            if hears.wants(heard.data):
                await hears.handle(heard)

    return Hears(handle, wants=lambda event: any(hears.wants(event) for hears in listeners))
