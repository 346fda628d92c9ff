"""What devices ask, and what is asked about devices.

四级监控 as a machine channel: an alarm with place, kind and time, and no picture: neither video nor
faces are kept (mechanism 244).
"""

from typing import Annotated

from pydantic import Field

from contracts.commands.command import Command
from contracts.moments import Moment
from contracts.words import Id, Line, Point, Words

MOST_CATEGORIES = 100
MOST_PLACES = 50


class RegisterAlarmDevice(Command):
    """Let a sensor or a monitoring platform post alarms of these categories in these places."""

    name: Line
    """How people know it; cases say it."""
    categories: Annotated[tuple[Id, ...], Field(min_length=1, max_length=MOST_CATEGORIES)]
    places: Annotated[tuple[Id, ...], Field(min_length=1, max_length=MOST_PLACES)]
    """Territories; with each go all below it."""


class PostAlarm(Command):
    """Something is wrong there, says a device."""

    category: Id
    cause: Id | None = None
    """What rings: a sensor's number, a kind of fault. The same cause again is the same case while
    it is open; without one the category is the cause."""
    text: Words
    point: Point
    address: Line
    seen_at: Moment | None = None
    """When it was noticed, if that is not now."""
