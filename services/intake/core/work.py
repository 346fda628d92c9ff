"""What is done with a case beside moving it: special routes, splitting, bundles, messages.

Rule 1: nothing that somebody reported is lost by it: a problem that is split off keeps every
reporter and what the hotline was promised, and a case that is not dispatched tells why and who can
help.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contracts.actor import Actor
from contracts.channels import SpecialRoute
from contracts.city import City
from contracts.commands.case_work import Bundle, Divert, Message, Split
from contracts.envelope import Envelope
from contracts.events.case import CaseJoined, CaseMerged, CaseRefused
from contracts.events.case_work import CaseAlerted, CaseBundled, CaseMessaged, CaseSplit, SplitOff
from contracts.events.event import Event
from contracts.refusals import NotSo
from services.intake.core.answer import Pair
from services.intake.core.case import Case
from services.intake.core.gates import not_now, reported
from services.intake.core.ladder import street_of
from services.intake.core.outward import words
from services.intake.core.report import Arrival, taken_in
from services.intake.core.telling import from_case


def divert(
    command: Divert, case: Case, actor: Actor, city: City, now: datetime, *, facts: Pair
) -> Sequence[Event]:
    """Take one of the six special routes."""
    return _ROUTES.get(command.route, _told_why)(command, case, city, facts)


def _alert(command: Divert, case: Case, city: City, _: Pair) -> Sequence[Event]:
    if not command.services:
        raise NotSo("name_the_service", field="services")
    area = case.place.path[min(2, len(case.place.path) - 1)]
    return [CaseAlerted(services=command.services, area=area, text=words(case))]


def _told_again(command: Divert, case: Case, city: City, facts: Pair) -> Sequence[Event]:
    """The one he told it in before is where he reads on; while it is open he is linked to it."""
    earlier = facts.into
    if earlier is None or not _same_person(case, earlier):
        raise NotSo("not_the_same_person", field="earlier")
    if (earlier.reported_at, command.earlier) >= (case.reported_at, facts.id):
        raise NotSo("merge_into_the_earlier", field="earlier", number=earlier.number)
    told = city.intake.routes[SpecialRoute.REPEATED]
    if earlier.open:
        first, *_ = case.reporters
        into = command.earlier or ""
        return [
            CaseMerged(
                into=into,
                reporter=first,
                reporters=case.reporters,
                reason=told.reason,
                promises=case.promises,
            )
        ]
    pointer = f"{earlier.number}：{told.pointer}"
    return [CaseRefused(reason=told.reason, pointer=pointer, route=command.route)]


def _told_why(command: Divert, case: Case, city: City, _: Pair) -> Sequence[Event]:
    told = city.intake.routes[command.route]
    pointer = command.pointer or told.pointer
    return [CaseRefused(reason=told.reason, pointer=pointer, route=command.route)]


_ROUTES: Final[Mapping[SpecialRoute, Callable[[Divert, Case, City, Pair], Sequence[Event]]]] = {
    SpecialRoute.EMERGENCY: _alert,
    SpecialRoute.REPEATED: _told_again,
}


def _same_person(one: Case, other: Case) -> bool:
    """By the account, or for whom somebody reported: a hotline has one account for all callers."""
    if one.on_behalf_of or other.on_behalf_of:
        return one.on_behalf_of == other.on_behalf_of
    return bool(set(one.reporters) & set(other.reporters))


def split(
    command: Split, case: Case, actor: Actor, city: City, now: datetime, *, facts: str
) -> Sequence[Event]:
    """Keep one problem here; make a case of each of the others.

    Args:
        facts: the id of the case, after which the new ones are named.
    """
    for n, part in enumerate(command.parts):
        if not city.knows_category(part.category):
            raise NotSo("unknown_category", field=f"parts.{n}.category")
    if case.split_from is not None:
        raise not_now("split_already", case, actor)
    first = len(case.parts) + 1
    parts = tuple(
        SplitOff(case_id=f"{facts}-s{n}", category=part.category, text=part.text)
        for n, part in enumerate(command.parts, first)
    )
    return [CaseSplit(keeps=command.keeps, parts=parts, reporters=case.reporters)]


def split_off(
    heard: Envelope[CaseSplit], part: SplitOff, whole: Case, city: City, facts: Arrival
) -> Sequence[Event]:
    """The case of a problem that was split off: everybody who told of it hears its end too."""
    part_of_it = {"text": part.text, "category": part.category, "order": None, "mandate": None}
    told = from_case(whole).model_copy(update=part_of_it)
    first, *others = heard.data.reporters
    taken = taken_in(told, first, facts, city, heard.time)
    joined = [CaseJoined(reporter=reporter, case_id=heard.subject) for reporter in others]
    kept = {"split_from": heard.subject, "promises": whole.promises}
    return [taken.model_copy(update=kept), *joined]


@dataclass(frozen=True)
class Linked:
    """The bundle's id, and the cases that are to be linked, as they are; None: there is none."""

    bundle: str
    others: Mapping[str, Case | None]


def bundle(
    command: Bundle, case: Case, actor: Actor, city: City, now: datetime, *, facts: Linked
) -> Sequence[Event]:
    """Link problems of one street that belong together."""
    for n, id in enumerate(command.others):
        other = facts.others.get(id)
        if other is None or street_of(other.place) != street_of(case.place):
            raise NotSo("unknown_case", field=f"others.{n}")
        if other.bundle not in (None, facts.bundle):
            raise NotSo("bundled_already", field=f"others.{n}", number=other.number)
    return [CaseBundled(bundle=facts.bundle, title=command.title, others=command.others)]


def on_bundled(
    heard: Envelope[CaseBundled], case: Case, city: City, now: datetime
) -> Sequence[Event]:
    """Link this one too, unless another bundle has it by now."""
    if not case.open or case.bundle is not None:
        return []
    return [CaseBundled(bundle=heard.data.bundle, title=heard.data.title)]


def message(
    command: Message, case: Case, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Write to the other side."""
    side = "reporter" if reported(actor, case) else "handler"
    return [CaseMessaged(side=side, text=command.text)]
