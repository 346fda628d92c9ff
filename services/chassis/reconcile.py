"""Compare what was said with what was heard, and say again what is missing.

Confirmed messages can still be lost: by a broker's bug, by an operator's purge. The events stay in
the documents of who said them, the numbers heard in the documents of who heard; so the loss shows.

Saying again is harmless: who heard it knows the number.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from contracts.envelope import Envelope
from contracts.events.event import Event

CHUNK = 200
"""Events asked about together."""


@dataclass(frozen=True)
class Page:
    """Some of what was said, and where the next page begins; None: there is none."""

    envelopes: Sequence[Envelope[Event]]
    cursor: str | None


class Speaker(Protocol):
    """A service, as the one that says."""

    async def said(self, since: datetime, cursor: str | None) -> Page:
        """What was published by aggregates that changed since a time."""
        ...

    async def resay(self, ids: Sequence[str]) -> int:
        """Publish exactly these events again, in order; return how many there are."""
        ...


class Listener(Protocol):
    """A service, as the one that hears."""

    async def missing(self, envelopes: Sequence[Envelope[Event]]) -> Sequence[str]:
        """Ids of those it should have heard and has not."""
        ...


@dataclass(frozen=True)
class Report:
    """What a reconciliation found."""

    checked: int = 0
    missing: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    """For each listener, the ids of what it had not heard. All were said again."""


async def reconcile(
    speakers: Sequence[Speaker], listeners: Mapping[str, Listener], since: datetime
) -> Report:
    """Look at all that was said by aggregates that changed since a time; say missing ones again."""
    checked, missing = 0, defaultdict[str, list[str]](list)
    for speaker in speakers:
        async for chunk in _chunks(speaker, since):
            checked += len(chunk)
            lost = await _ask(listeners, chunk)
            for name, ids in lost.items():
                missing[name] += ids
            if again := {id for ids in lost.values() for id in ids}:
                await speaker.resay(sorted(again))
    return Report(checked, missing)


async def _ask(
    listeners: Mapping[str, Listener], chunk: Sequence[Envelope[Event]]
) -> Mapping[str, Sequence[str]]:
    answers = await asyncio.gather(*(one.missing(chunk) for one in listeners.values()))
    return {name: ids for name, ids in zip(listeners, answers, strict=True) if ids}


async def _chunks(speaker: Speaker, since: datetime) -> AsyncIterator[Sequence[Envelope[Event]]]:
    cursor, begun = None, False
    while cursor or not begun:
        page, begun = await speaker.said(since, cursor), True
        for start in range(0, len(page.envelopes), CHUNK):
            yield page.envelopes[start : start + CHUNK]
        cursor = page.cursor
