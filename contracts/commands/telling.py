"""Shorter ways to report: each is turned into a `Report` and goes the same way in."""

from typing import Annotated

from pydantic import Field

from contracts.channels import Behalf, External, GroupLevel, TicketKind
from contracts.commands.command import Command
from contracts.moments import Day, Moment
from contracts.words import Id, Line, Photos, Point, Words

MOST_MATTERS = 20


class OneTap(Command):
    """一键上报: place, time, photo and a guess; the number comes at once, words may follow."""

    point: Point
    photos: Photos = ()
    category: Id | None = None
    text: Words | None = None
    seen_at: Moment | None = None


class FromMessage(Command):
    """A group's administrator turns a resident's message into a report."""

    group: Id
    level: GroupLevel
    sender: Line
    message: Words
    point: Point
    address: Line
    category: Id | None = None
    """A guess; the sorter settles it."""
    photos: Photos = ()
    sent_at: Moment | None = None


class HotlineTicket(Command):
    """A 12345 ticket: the external number names it, so the same ticket twice is one case."""

    external: External
    kind: TicketKind
    text: Words
    category: Id | None = None
    """In our codes, or in those of `scheme`."""
    scheme: Id | None = None
    """`CJT214` when the category is a code of the older list; converted by name, never by code."""
    complainant: Behalf | None = None
    address: Line
    point: Point | None = None
    territory: Id | None = None
    """Where it is when there is no point: a grid, community or street."""
    due_at: Moment | None = None
    received_at: Moment | None = None
    direct: bool = False
    """Sent straight to the street; the district is copied (双派)."""
    confidential: bool = False


class Matter(Command):
    """One matter in the minutes of a meeting."""

    text: Words
    category: Id
    point: Point
    address: Line
    on_behalf_of: Behalf | None = None


class Minutes(Command):
    """民情恳谈会 minutes: every matter in them becomes a case; the same minutes twice are once."""

    title: Line
    held_on: Day
    matters: Annotated[tuple[Matter, ...], Field(min_length=1, max_length=MOST_MATTERS)]
