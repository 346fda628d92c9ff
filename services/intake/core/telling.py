"""Shorter ways to report, each made into a `Report`: from there on they are all alike."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from contracts.channels import GroupPost, Order
from contracts.city import City
from contracts.commands.case import Report
from contracts.commands.command import Command
from contracts.commands.telling import FromMessage, HotlineTicket, Matter, OneTap
from contracts.refusals import NotSo
from contracts.words import Channel, Point
from services.intake.core.case import Case

Where = Callable[[str], Point | None]
"""A point inside a territory; None when it is not on the map."""


def one_tap(told: OneTap, city: City, _: Where) -> Report:
    """The words are the category's until somebody adds better ones."""
    category = _category(told.category, city)
    known = city.categories.get(category)
    return Report(
        text=told.text or f"一键上报：{known.name_zh if known else category}",
        category=category,
        point=told.point,
        address=f"{told.point.lng:.5f}, {told.point.lat:.5f}",
        photos=told.photos,
        seen_at=told.seen_at,
    )


def from_message(told: FromMessage, city: City, _: Where) -> Report:
    """The administrator reports; the sender, the group and its level are kept."""
    return Report(
        text=told.message,
        category=_category(told.category, city),
        point=told.point,
        address=told.address,
        channel=Channel.GROUP,
        photos=told.photos,
        group=GroupPost(
            group=told.group, level=told.level, sender=told.sender, sent_at=told.sent_at
        ),
    )


def from_hotline(told: HotlineTicket, city: City, where: Where) -> Report:
    """A ticket may name a place without a point, and a class by the older list's code.

    Raises:
        NotSo: neither point nor place; a class nobody knows.
    """
    order = Order(external=told.external, kind=told.kind, due_at=told.due_at, direct=told.direct)
    return Report(
        text=told.text,
        category=_translated(told, city),
        point=told.point or _somewhere(told.territory, city, where),
        address=told.address,
        channel=Channel.HOTLINE,
        confidential=told.confidential,
        on_behalf_of=told.complainant,
        order=order,
        seen_at=told.received_at,
    )


def from_minutes(matter: Matter, title: str, held_on: date) -> Report:
    """What was said at a meeting."""
    return Report(
        text=matter.text,
        category=matter.category,
        point=matter.point,
        address=matter.address,
        channel=Channel.TALK_MEETING,
        on_behalf_of=matter.on_behalf_of,
        source=f"{held_on.isoformat()} {title}"[:200],
    )


def from_case(case: Case) -> Report:
    """What was told of a case, for one that is taken in anew or split off it."""
    return Report(
        text=case.text,
        category=case.category,
        point=case.place.point,
        address=case.place.address,
        channel=case.channel,
        photos=case.photos,
        confidential=case.confidential,
        about=case.about,
        on_behalf_of=case.on_behalf_of,
        order=case.order,
        mandate=case.mandate,
    )


AS_REPORT: Final[Mapping[type[Command], Callable[[Any, City, Where], Report]]] = {
    OneTap: one_tap,
    FromMessage: from_message,
    HotlineTicket: from_hotline,
}
"""How each shorter way is made into a report."""


def _category(guess: str | None, city: City) -> str:
    category = guess or city.intake.one_tap_category
    if category is None:
        raise NotSo("guess_needed", field="category")
    return category


def _translated(told: HotlineTicket, city: City) -> str:
    if told.scheme is None or told.category is None:
        return _category(told.category, city)
    found = city.translated(told.scheme, told.category)
    if found is None:
        raise NotSo("unknown_code", field="category", scheme=told.scheme)
    return found


def _somewhere(territory: str | None, city: City, where: Where) -> Point:
    if territory is None:
        raise NotSo("place_needed", field="point")
    found = where(territory) if city.knows_territory(territory) else None
    if found is None:
        raise NotSo("unknown_place", field="territory")
    return found
