"""Who did what: an append-only log in which every entry holds the hash of the one before.

Rule 1: an entry is never changed, and only the oldest are removed, when the pack's time for them
is over; an entry of the log says how far, before they go. `verify` finds the first that was changed
or is missing otherwise.
Rule 2: an event is entered once however often it is delivered: its id is the entry's id.
Rule 3: an entry holds ids and a digest, never words people typed: it outlives what it is about.
"""

import asyncio
import json
from collections.abc import AsyncIterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple, Protocol
from uuid import uuid4

from contracts.actor import CLOCK
from contracts.attributes import attributes
from contracts.envelope import Envelope, encode
from contracts.events.event import Event

Entry = dict[str, Any]

GENESIS = "0" * 64
CUT = "audit_cut"
"""Entered before the oldest part is removed: its last number and hash, which the rest follows."""


class Head(NamedTuple):
    """The newest entry."""

    n: int = 0
    hash: str = GENESIS


class Overtaken(Exception):
    """Another process has written meanwhile: read the head again."""


class Book(Protocol):
    """Where entries are kept, by number."""

    async def prepare(self) -> None:
        """Create what is missing."""
        ...

    async def head(self) -> Head:
        """The newest entry's number and hash."""
        ...

    async def known(self, ids: Sequence[str]) -> frozenset[str]:
        """Which of these entries are in the book already."""
        ...

    async def append(self, entries: Sequence[Entry]) -> None:
        """Write entries in order. Raises `Overtaken` when a number or id is taken."""
        ...

    def entries(self, after: int = 0, limit: int = 0) -> AsyncIterable[Entry]:
        """Entries in order; `limit` 0: all."""
        ...

    async def older(self, before: datetime) -> Head:
        """The last entry of the part at the beginning that is all from before a time."""
        ...

    async def cut(self) -> Entry | None:
        """The newest entry that says how far the oldest part was removed."""
        ...

    async def remove(self, upto: int) -> int:
        """Remove the entries up to a number; how many there were."""
        ...


@dataclass(frozen=True)
class Verified:
    """What `verify` found."""

    holds: bool
    entries: int
    """How many there are."""
    head: str
    """Hash of the newest entry: write it down elsewhere to notice a log cut short."""
    broken: str | None = None
    """The first entry that is not as it was written, and why."""
    removed: int = 0
    """Entries up to this number were removed, their time being over."""


class Audit:
    """The log. Entries that arrive together are written together."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._waiting: list[tuple[dict[str, Any], asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None
        self._head: Head | None = None

    async def prepare(self) -> None:
        """Create the indexes."""
        await self._book.prepare()

    def heard(self, envelope: Envelope[Event]) -> asyncio.Future[None]:
        """Enter an event behind all that was entered before; done once it is in the book."""
        return self._enter(
            {
                "_id": envelope.id,
                "event": envelope.id,
                "at": envelope.time,
                "what": envelope.type,
                "by": envelope.by,
                "about": attributes(envelope),
                "digest": sha256(encode(envelope)).hexdigest(),
            }
        )

    async def note(self, by: str, what: str, at: datetime, about: Mapping[str, str]) -> None:
        """Enter something that is no event: a sign-in, a reveal, an export."""
        await self._enter(
            {"_id": f"note:{uuid4().hex}", "at": at, "what": what, "by": by, "about": dict(about)}
        )

    async def page(self, after: int, limit: int) -> list[Entry]:
        """Entries behind a number, in order."""
        return [entry async for entry in self._book.entries(after, limit)]

    async def verify(self) -> Verified:
        """Read the whole log and check every link."""
        start = head = _begins(await self._book.cut())
        async for entry in self._book.entries(start.n):
            if broken := _fault(entry, head):
                told = f"entry {entry['n']}: {broken}"
                return Verified(False, head.n - start.n, head.hash, told, start.n)
            head = Head(entry["n"], entry["hash"])
        return Verified(True, head.n - start.n, head.hash, None, start.n)

    async def forget(self, before: datetime, now: datetime, *, dry: bool) -> int:
        """Remove the oldest part of the log, all of it from before a time; of how many entries.

        What a run that was cut short left of a part already told of goes, too.
        """
        told = _begins(await self._book.cut())
        last = await self._book.older(before)
        if dry:
            return max(last.n - told.n, 0)
        if last.n > told.n:
            await self.note(CLOCK.id, CUT, now, {"upto": str(last.n), "hash": last.hash})
            told = last
        return await self._book.remove(told.n)

    def _enter(self, entry: dict[str, Any]) -> asyncio.Future[None]:
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((entry, done))
        if self._writer is None:
            self._writer = asyncio.create_task(self._write_all())
        return done

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                await self._attempt(batch)
        finally:
            self._writer = None

    async def _attempt(self, batch: Sequence[tuple[dict[str, Any], asyncio.Future[None]]]) -> None:
        try:
            await self._write({entry["_id"]: entry for entry, _ in batch})
        except Exception as error:
            self._head = None
            for _, done in batch:
                if not done.done():
                    done.set_exception(error)
            return
        for _, done in batch:
            if not done.done():
                done.set_result(None)

    async def _write(self, entries: Mapping[str, dict[str, Any]]) -> None:
        """Nearly always everything is new and nobody else writes; what is not, the book refuses."""
        fresh = list(entries.values())
        while fresh:
            head = self._head or await self._book.head()
            linked = link(fresh, head)
            try:
                await self._book.append(linked)
            except Overtaken:
                self._head = None
                known = await self._book.known(list(entries))
                fresh = [entry for id, entry in entries.items() if id not in known]
            else:
                self._head = Head(linked[-1]["n"], linked[-1]["hash"])
                return


def link(entries: Sequence[Mapping[str, Any]], head: Head) -> list[dict[str, Any]]:
    """Number entries and chain them to the head."""
    linked: list[dict[str, Any]] = []
    for entry in entries:
        whole: Entry = {**entry, "n": head.n + 1, "before": head.hash}
        whole["hash"] = digest(whole)
        head = Head(whole["n"], whole["hash"])
        linked.append(whole)
    return linked


def digest(entry: Entry) -> str:
    """The hash of everything in an entry but its own hash."""
    bare = {name: value for name, value in entry.items() if name != "hash"}
    text = json.dumps(bare, sort_keys=True, ensure_ascii=False, default=datetime.isoformat)
    return sha256(text.encode()).hexdigest()


def _begins(cut: Entry | None) -> Head:
    """What the first entry that is left follows."""
    return Head(int(cut["about"]["upto"]), cut["about"]["hash"]) if cut else Head()


def _fault(entry: Entry, head: Head) -> str:
    if entry["n"] != head.n + 1:
        return f"follows {head.n}; what was between is gone"
    if entry["before"] != head.hash:
        return "does not hold the hash of the one before"
    return "" if digest(entry) == entry["hash"] else "was changed after it was written"
