"""What touches a deadline, in the order it was said; and what is wrong with that.

A deadline is met, moved or called off before it, or struck once at it. The clocks of the year are
looked at every three hours at least while nobody acts, so a strike is no later.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from contracts.actor import CLOCK
from contracts.envelope import Envelope
from contracts.events.event import Event
from tests.year.line import Line
from tests.year.telling import LOOK, STEP

Key: TypeAlias = tuple[str, str, str]
"""The line, the document, and which of its."""
LATE: Final = LOOK + STEP
"""A strike may be so late: that long nobody looks while nobody acts."""


@dataclass(frozen=True)
class Touch:
    """What an event does to a deadline."""

    event: Envelope[Event]
    line: Line
    due_at: datetime | None
    """The next one; None: nothing is due any more."""

    def strikes(self, due: datetime | None) -> bool:
        """Whether it is the clock's, at this deadline."""
        by_clock, kind = self.event.by == CLOCK.id, self.event.type
        passed = due is not None and due <= self.event.time
        return by_clock and (kind in self.line.strikes or (passed and kind in self.line.also))


def faults(key: Key, touches: Sequence[Touch], end: datetime) -> Iterator[str]:
    """Everything that is wrong with one deadline, until this instant."""
    due: datetime | None = None
    last: tuple[Touch, datetime] | None = None
    for one in touches:
        if last and _at_once(one, *last):
            continue
        last = (one, due) if due is not None else None
        for fault in _wrong(one, due):
            at, kind = one.event.time, one.event.type
            yield f"{fault}: {' '.join(key)}, due {due}: {kind} at {at:%m-%d %H:%M}"
        due = one.due_at
    if due is not None and due <= end:
        yield f"in the past at the end: {' '.join(key)}, due {due}"


def _wrong(one: Touch, due: datetime | None) -> Iterator[str]:
    at, struck = one.event.time, one.strikes(due)
    if struck and (due is None or at < due):
        yield "struck, and nothing was due"
    if not struck and due is not None and due < at and not _in_one_look(one, due):
        yield "passed without a strike"
    if struck and due is not None and at > due + LATE:
        yield "struck late"
    said = due if one.line.says_the_first else getattr(one.event.data, one.line.says, due)
    if struck and due is not None and said != due:
        yield "struck for another time"


def _at_once(one: Touch, ended: Touch, due: datetime) -> bool:
    """Another service's clock ended it at the instant it struck: neither can know of the other."""
    both = one.event.by == ended.event.by == CLOCK.id and one.event.source != ended.event.source
    struck = one.event.type in one.line.strikes and one.event.time == ended.event.time
    return both and struck and ended.due_at is None and one.due_at is None and due <= one.event.time


def _in_one_look(one: Touch, due: datetime) -> bool:
    """The clock ended it in the look at which it would have struck: its case was taken back."""
    return one.event.by == CLOCK.id and one.due_at is None and one.event.time <= due + LATE
