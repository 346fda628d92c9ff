"""The folded views where they are kept: heard into, read, listed.

Rule 1: an event is folded into every view it concerns before it counts as heard.
Rule 2: whoever acted may ask for the version the act answered; a read waits for it a while.
Rule 3: lists and single reads ask the same scope, so what is invisible does not exist in either;
whoever asks for a version of it waits as long, and hears the same, as for what is not there yet.
"""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from contracts.envelope import Envelope
from contracts.events.event import Event
from contracts.refusals import NotSo, NotThere
from gateway.arrivals import Arrivals
from gateway.asked import Asked, cursor
from gateway.districts import Of, nowhere
from gateway.fold import Folded, Told
from gateway.kinds import KINDS, Kind, targets
from gateway.scopes import Scope
from services.chassis.store import Kept, Shape, Store

PATIENCE = 3.0
"""Seconds a read waits for the version it was asked for."""
AHEAD = 100
"""Versions that may be on their way; nobody was ever answered one further ahead."""
LOOK_AGAIN = 0.25
"""Seconds between looks: another gateway process may have heard the event."""


class NotYet(Exception):
    """The view has not caught up with the version asked for."""


@dataclass(frozen=True)
class Found:
    """One page of views."""

    items: Sequence[Kept[Folded]]
    next_cursor: str | None


def shape(kind: Kind, of: Of = nowhere, collection: str = "") -> Shape[Folded]:
    """How the views of a kind are kept; `of` finds the districts of events."""

    def evolve(view: Folded | None, event: Event) -> Folded:
        assert isinstance(event, Told)
        return kind.told(view, event.envelope, of(event.envelope.data))

    return Shape(
        name=collection or kind.collection,
        source="gateway",
        model=Folded,
        evolve=evolve,
        grows="lines",
        facets=kind.listed,
        indexes=kind.indexes,
    )


@dataclass
class Views:
    """All of them, by the name of their kind."""

    stores: Mapping[str, Store[Folded]]
    _arrivals: Arrivals = field(default_factory=Arrivals)

    async def hear(self, heard: Envelope[Event]) -> None:
        """Fold an event into every view it concerns."""
        told = Told.of(heard)
        concerned = [self.stores[kind.name].hear(id, told) for kind, id in targets(heard)]
        await asyncio.gather(*concerned)
        self._arrivals.tell(heard.subject)

    async def get(self, kind: str, id: str) -> Folded | None:
        """A view, or None while there is nothing to show."""
        return _shown(kind, await self.stores[kind].get(id))

    async def many(self, kind: str, ids: Collection[str]) -> Mapping[str, Folded]:
        """Those views among these that can be shown."""
        found = await asyncio.gather(*[self.get(kind, id) for id in ids])
        return {id: view for id, view in zip(ids, found, strict=True) if view}

    async def all(self, kind: str, name: str, value: str) -> Mapping[str, Folded]:
        """The few views that a facet ties to something else."""
        found = await self.stores[kind].find({name: value}, limit=200)
        return {kept.id: kept.state for kept in found}

    async def see(self, kind: str, id: str, scope: Scope, at_least: int = 0) -> Folded:
        """A view this actor may see, not older than a version.

        Raises:
            NotThere: there is none, or it is none of the actor's business.
            NotYet: it has not caught up with that version in time.
            NotSo: nobody can have been answered that version.
        """
        view = await self._caught_up(kind, id, scope, at_least)
        if view is None:
            raise NotThere("not_found")
        return view

    async def page(self, kind: str, scope: Scope, asked: Asked) -> Found:
        """One page of a list: only what this actor may see."""
        found = await self.stores[kind].find(
            asked.query(scope), sort=asked.sort, limit=asked.limit + 1
        )
        items = found[: asked.limit]
        if len(found) == len(items):
            return Found(items, None)
        last = items[-1]
        return Found(items, cursor(KINDS[kind].listed(last.state), last.id, asked.order))

    async def _newest(self, kind: str, id: str, scope: Scope, at_least: int) -> Folded | None:
        written = _shown(kind, self.stores[kind].just(id) if at_least > 0 else None)
        new = _version(kind, written) >= at_least
        view = written if written and new else await self.get(kind, id)
        return view if view and scope.sees(view.tags) else None

    async def _caught_up(self, kind: str, id: str, scope: Scope, at_least: int) -> Folded | None:
        view = await self._newest(kind, id, scope, at_least)
        if at_least <= 0 or _version(kind, view) >= at_least:
            return view
        if view and at_least > _version(kind, view) + AHEAD:
            raise NotSo("no_such_version", field="at_least", version=_version(kind, view))
        try:
            async with asyncio.timeout(PATIENCE):
                while _version(kind, view) < at_least:
                    await self._arrivals.wait(id, LOOK_AGAIN)
                    view = await self._newest(kind, id, scope, at_least)
        except TimeoutError:
            raise NotYet(id) from None
        return view


def _shown(kind: str, kept: Kept[Folded] | None) -> Folded | None:
    return kept.state if kept and KINDS[kind].shows(kept.state) else None


def _version(kind: str, view: Folded | None) -> int:
    return view.heads.get(KINDS[kind].source, 0) if view else 0
