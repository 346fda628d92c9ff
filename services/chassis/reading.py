"""Read bodies, and none of them twice: whoever taps all that it hears gets each two times."""

from collections.abc import Mapping
from typing import Final

from contracts.envelope import Envelope, decode
from contracts.events.event import Event

MOST: Final = 200
"""Bodies that wait for their second reading; the oldest is forgotten."""


class Reading:
    """One process's way from bodies to envelopes, which nobody changes."""

    def __init__(self, kinds: Mapping[str, type[Event]]) -> None:
        self._kinds = kinds
        self.twice = False
        """Whether everything comes two times."""
        self._once: dict[bytes, Envelope[Event]] = {}

    def __call__(self, body: bytes) -> Envelope[Event]:
        """Return what a body says.

        Raises:
            Unreadable: nothing we know.
        """
        if known := self._once.pop(body, None):
            return known
        envelope = decode(body, self._kinds)
        if self.twice:
            self._once[body] = envelope
            if len(self._once) > MOST:
                del self._once[next(iter(self._once))]
        return envelope
