"""By which door a matter comes in: who may use it, what it must carry, who looks at it first.

Rule 1: what a channel must carry is a table (`contracts.channels.NEEDS`), and so is who may use it.
Rule 2: whatever the channel, one problem ends as one case with one owner and one deadline.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from contracts.actor import Actor, Role
from contracts.calendar.wall import to_wall
from contracts.channels import NEEDS, RESIDENTS, GroupPost, TicketKind
from contracts.city import City
from contracts.city.intake import GroupRule
from contracts.commands.case import Report
from contracts.commands.routes.roles import HOLDERS, HOTLINE
from contracts.commands.telling import FromMessage
from contracts.refusals import NotSo, NotYours
from contracts.words import Channel, Level, Owner, Place
from services.intake.core.clocks import SORT
from services.intake.core.ladder import first_owner

POSTS: Final = HOLDERS | HOTLINE
_AT_THE_COMMUNITY = frozenset(
    {Channel.WINDOW, Channel.PETITION, Channel.TALK_MEETING, Channel.PROPERTY}
)
FAST_CLOCK: Final = timedelta(minutes=5)
"""How far ahead somebody's own clock may be; ours."""
ONLY: Final = {Channel.HOTLINE: HOTLINE, Channel.MONITOR: POSTS | {Role.DEVICE}}
"""Channels that only these posts may use."""


def check_channel(told: Report, actor: Actor, city: City) -> None:
    """Refuse a channel this actor has not, or without what it must carry.

    Raises:
        NotYours: a resident speaks for an office.
        NotSo: something the channel needs is missing, or the category is unknown.
    """
    allowed = ONLY.get(told.channel, POSTS)
    if told.channel not in RESIDENTS and not actor.holds_any(allowed):
        raise NotYours("not_your_channel", channel=told.channel.value)
    for name in NEEDS.get(told.channel, ()):
        if getattr(told, name) is None:
            raise NotSo("channel_needs", field=name, channel=told.channel.value)
    if not city.knows_category(told.category):
        raise NotSo("unknown_category", field="category")


def check_times(told: Report, now: datetime) -> None:
    """Refuse what was seen, sent or agreed on before it can have happened.

    Raises:
        NotSo: a time is ahead by more than a clock may be fast.
    """
    sent = told.group.sent_at if told.group else None
    agreed = told.mandate.agreed_on if told.mandate else None
    for field, time in (("seen_at", told.seen_at), ("group.sent_at", sent)):
        if time and time > now + FAST_CLOCK:
            raise NotSo("time_in_future", field=field)
    if agreed and agreed > to_wall(now + FAST_CLOCK).date():
        raise NotSo("time_in_future", field="mandate.agreed_on")


def check_group(told: FromMessage, actor: Actor, city: City) -> None:
    """Refuse to pass on a message of a group of the pack that somebody else leads.

    Raises:
        NotYours: neither its owner nor its administrator, nor of a group above it.
        NotSo: the group is of another level.
    """
    group = city.directory.groups.get(told.group)
    if group is None:
        return
    if group.level != told.level:
        raise NotSo("group_of_another_level", field="level", level=group.level)
    if not city.directory.leads(actor.id, group.id):
        raise NotYours("not_your_group", group=group.name)


def entrance(told: Report, place: Place, city: City, aside: Collection[str] = ()) -> Owner:
    """Who looks at it first; `aside` are those who step aside."""
    return first_owner(place, city, _lowest(told, city), aside)


def sort_by(group: GroupPost | None, owner: Owner, city: City, now: datetime) -> datetime:
    """By when it must be sorted: the group's own time for a message, the city's for the rest."""
    rule = group_rule(group, city)
    return city.due(owner.at, now, rule.within if rule else city.span(SORT)).at


def group_rule(group: GroupPost | None, city: City) -> GroupRule | None:
    """What the groups of this level do with a message; None: it came another way."""
    return city.intake.groups.get(str(group.level)) if group else None


def confidential(told: Report) -> bool:
    """An accuser is never named to anybody accused (济南12345条例 art. 32)."""
    return told.confidential or bool(told.order and told.order.kind is TicketKind.REPORT)


def copied_to(told: Report, place: Place) -> str | None:
    """双派: the district gets a copy of what went straight to a street (接诉即办条例 art. 12)."""
    return place.path[0] if told.order and told.order.direct else None


def _lowest(told: Report, city: City) -> Level:
    if rule := group_rule(told.group, city):
        return rule.answers
    if told.order and told.order.direct:
        return Level.STREET
    return Level.COMMUNITY if told.channel in _AT_THE_COMMUNITY else Level.GRID
