"""What may be asked of the resource and need lists."""

from typing import Annotated

from pydantic import Field

from contracts.commands.command import Command
from contracts.commands.offer import Skills
from contracts.moments import Moment
from contracts.offering import NeedSource, Places, Provider, Society
from contracts.words import Id, Line, Point, Urgency, Words

Categories = Annotated[tuple[Id, ...], Field(max_length=20)]


class ListResource(Command):
    """Offer something: what, for which categories, where, how often, and in which period."""

    provider: Provider | Society = Provider.UNIT
    provider_name: Line | None = None
    """Needed of those who have no account; a unit has its name."""
    unit: Id | None = None
    alliance: Id | None = None
    title: Line
    text: Words
    skills: Skills = ()
    categories: Categories = ()
    at: Id
    """The territory it serves: a community, a street, the district."""
    capacity: Places = 1
    starts_at: Moment | None = None
    ends_at: Moment


class WithdrawResource(Command):
    """Take it off the list, with a reason."""

    reason: Words


class StateNeed(Command):
    """Put a need on the list."""

    source: NeedSource = "app"
    text: Words
    category: Id | None = None
    skills: Skills = ()
    quantity: Places = 1
    urgency: Urgency = Urgency.ORDINARY
    point: Point
    address: Line


class WithdrawNeed(Command):
    """No longer needed, with a reason."""

    reason: Words
