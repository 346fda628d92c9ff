"""One process's live stream: told at once, and nothing lost.

Rule 1: an event is pushed the moment the tap shows it: before any view is written, because whoever
is pushed reads with `?at_least=`, and that waits. Who may see it is known from the event and from
those before it; the view is asked only when they are forgotten.
Rule 2: the audit log is the truth. Its tail is read behind the tap: what the tap did not show is
pushed from there. A checkpoint, the number up to which everything was pushed, follows as the id of
the stream; so a reader that comes back with it misses nothing, and another process can go on.
Rule 3: nobody waits for a slow reader: its queue is bounded, and when it is full it is let go. So
is the oldest of too many streams of one account.
"""

import asyncio
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import structlog

from contracts.envelope import Envelope
from contracts.events.event import Event
from gateway.audit import Book, Entry
from gateway.happening import events, framed, of_entry, of_envelope
from gateway.scopes import Scope
from gateway.tagbook import TagBook
from services.chassis import logs

_log = structlog.get_logger()

BOUND = 1000
"""Events a reader may be behind before it is let go."""
MOST_OPEN = 50
"""Streams of one account; ours: a duty room with a screen on every desk."""
REMEMBERED = 5_000
PAGE = 500


@dataclass(frozen=True)
class Push:
    """One event on its way to those who may see it."""

    event: str
    tags: frozenset[str]
    frame: bytes


@dataclass(eq=False)
class Listener:
    """One open stream."""

    scope: Scope
    frames: asyncio.Queue[bytes] = field(
        default_factory=lambda: asyncio.Queue[bytes](maxsize=BOUND)
    )
    ended: bytes = b""
    """The last words to the reader, once it is over."""

    def offer(self, push: Push) -> None:
        """Queue an event, if the reader may see it."""
        if self.scope.sees(push.tags):
            self.put(push.frame)

    def put(self, frame: bytes) -> None:
        """Queue some bytes."""
        if not self.ended:
            try:
                self.frames.put_nowait(frame)
            except asyncio.QueueFull:
                self.ended = SLOW

    def end(self, words: bytes) -> None:
        """Let the reader go, after what is queued."""
        self.put(b"")
        self.ended = self.ended or words


@dataclass
class Hub:
    """All open streams of this process."""

    book: Book
    tags: TagBook
    tail_every: float = 1.0
    """Seconds between looks at the tail."""
    at: int = 0
    """Every audit entry up to this number was pushed."""
    _listeners: dict[Listener, str] = field(default_factory=dict[Listener, str])
    """With their accounts, the longest open first."""
    _tapped: deque[Envelope[Event]] = field(default_factory=deque[Envelope[Event]])
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _ahead: dict[str, Push] = field(default_factory=dict[str, Push])
    """Pushed by the tap, not yet met at the tail."""
    _met: dict[str, None] = field(default_factory=dict[str, None])
    """Met at the tail; the tap may still show it, or show it again."""

    async def prepare(self) -> None:
        """Begin at the end of the log."""
        self.at = (await self.book.head()).n

    def see(self, heard: Envelope[Event]) -> None:
        """What the tap shows."""
        self._tapped.append(heard)
        self._news.set()

    async def run(self) -> None:
        """Push for ever."""
        async with asyncio.TaskGroup() as both:
            both.create_task(self._push_tapped())
            both.create_task(self._follow_tail())

    def join(self, scope: Scope) -> tuple[Listener, int, Sequence[Push]]:
        """Begin a stream: the listener, the checkpoint, and what was pushed beyond it."""
        listener, account = Listener(scope), scope.actor.id
        others = [one for one, whose in self._listeners.items() if whose == account]
        for oldest in others[: max(0, len(others) + 1 - MOST_OPEN)]:
            oldest.end(ELSEWHERE)
            self.leave(oldest)
        self._listeners[listener] = account
        return listener, self.at, tuple(self._ahead.values())

    def leave(self, listener: Listener) -> None:
        """End a stream."""
        self._listeners.pop(listener, None)

    def close(self) -> None:
        """Let every reader go: the process ends, and another one goes on."""
        for listener in self._listeners:
            listener.end(LEAVING)

    @property
    def open(self) -> int:
        """How many streams are open."""
        return len(self._listeners)

    async def between(self, after: int, upto: int) -> tuple[Sequence[Push], int]:
        """What is in the log between two numbers, a page at a time, and how far that page goes."""
        entries = [entry async for entry in self.book.entries(after, PAGE)]
        page = [entry for entry in entries if entry["n"] <= upto]
        return await self._pushes(page), page[-1]["n"] if page else upto

    async def _push_tapped(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            batch = [self._tapped.popleft() for _ in range(len(self._tapped))]
            for heard in batch:
                self.tags.learn(heard)
            forgotten = [heard.stream for heard in batch if self.tags.get(heard.subject) is None]
            if forgotten:
                await self.tags.look(forgotten)
            for heard in batch:
                self._tell(heard, self.tags.get(heard.subject))

    def _tell(self, heard: Envelope[Event], tags: frozenset[str] | None) -> None:
        """Push what was tapped; what nobody knows the readers of is left to the tail."""
        if tags is None or heard.id in self._ahead or heard.id in self._met:
            return
        push = Push(heard.id, tags, framed(of_envelope(heard)))
        self._ahead[heard.id] = push
        if len(self._ahead) > REMEMBERED:
            del self._ahead[next(iter(self._ahead))]
        self._offer(push)

    async def _follow_tail(self) -> None:
        while True:
            try:
                while await self._step():
                    pass
            except Exception as error:
                _log.warning("tail", **logs.fault(error))
            await asyncio.sleep(self.tail_every)

    async def _step(self) -> bool:
        entries = [entry async for entry in self.book.entries(self.at, PAGE)]
        if not entries:
            return False
        unseen = [entry for entry in events(entries) if entry["event"] not in self._ahead]
        self.tags.forget(map(_subject, unseen))
        for push in await self._pushes(unseen):
            if push.event not in self._ahead:
                self._offer(push)
        for entry in events(entries):
            self._meet(entry["event"])
        self.at = entries[-1]["n"]
        for listener in self._listeners:
            listener.put(checkpoint(self.at))
        return len(entries) == PAGE

    async def _pushes(self, entries: Sequence[Entry]) -> Sequence[Push]:
        told = events(entries)
        tags: Mapping[str, frozenset[str]] = await self.tags.look(
            entry["event"].rsplit(":", 1)[0] for entry in told
        )
        return [
            Push(entry["event"], tags.get(_subject(entry), frozenset()), framed(of_entry(entry)))
            for entry in told
        ]

    def _offer(self, push: Push) -> None:
        for listener in self._listeners:
            listener.offer(push)

    def _meet(self, event: str) -> None:
        self._ahead.pop(event, None)
        self._met[event] = None
        if len(self._met) > REMEMBERED:
            del self._met[next(iter(self._met))]


def said(event: str, words: str) -> bytes:
    """A frame about the stream itself."""
    return f"event: {event}\ndata: {words}\n\n".encode()


SLOW = said("slow", "You did not keep up: connect again.")
ELSEWHERE = said("elsewhere", "Your account opened too many streams: this was the oldest.")
LEAVING = said("leaving", "This process ends: connect again.")


def checkpoint(n: int) -> bytes:
    """A frame without an event: it only moves the reader's `Last-Event-ID`."""
    return f"id: {n}\n\n".encode()


def _subject(entry: Entry) -> str:
    return str(entry["event"]).split(":")[1]
