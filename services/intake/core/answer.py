"""A case that ends without work 当场答复: answered at once, not accepted, or known already.

Rule 1: one is merged only into an earlier one, so that no two can swallow each other.
Rule 2: whoever reported the later one is linked to the earlier, and hears its end; so is what the
hotline was promised for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.case import Answer, Merge, Refuse
from contracts.envelope import Envelope
from contracts.events.case import CaseAnswered, CaseJoined, CaseMerged, CaseRefused
from contracts.events.event import Event
from contracts.lifecycle import CaseStage
from contracts.refusals import NotSo
from services.intake.core.case import Case
from services.intake.core.clocks import due
from services.intake.core.evolve import evolve
from services.intake.core.ladder import street_of
from services.intake.core.promise import hastened
from services.intake.core.report import Arrival, taken_in
from services.intake.core.telling import from_case


def answer(command: Answer, case: Case, actor: Actor, city: City, now: datetime) -> Sequence[Event]:
    """Answer on the spot; the reporters' word is awaited."""
    return [
        CaseAnswered(
            text=command.text,
            reporters=case.reporters,
            owner=case.home,
            due_at=due(CaseStage.FED_BACK, case, case.home, city, now),
            expired=case.expired,
        )
    ]


def refuse(command: Refuse, case: Case, actor: Actor, city: City, now: datetime) -> Sequence[Event]:
    """Do not accept it, and say why and who can help."""
    return [CaseRefused(reason=command.reason, pointer=command.pointer)]


@dataclass(frozen=True)
class Pair:
    """A case, by its id, and the one it is to be merged into; None: there is no such case."""

    id: str
    into: Case | None


def merge(
    command: Merge, case: Case, actor: Actor, city: City, now: datetime, *, facts: Pair
) -> Sequence[Event]:
    """Link it as the same problem as an earlier one."""
    into = facts.into
    if into is None or street_of(into.place) != street_of(case.place):
        raise NotSo("unknown_case", field="into")
    if into.recused != case.recused:
        raise NotSo("reported_otherwise", field="into", number=into.number)
    if not into.open:
        raise NotSo("case_has_ended", field="into", number=into.number, state=into.stage.value)
    if (into.reported_at, command.into) >= (case.reported_at, facts.id):
        raise NotSo("merge_into_the_earlier", field="into", number=into.number)
    first, *_ = case.reporters
    return [
        CaseMerged(
            into=command.into,
            reporter=first,
            reporters=case.reporters,
            reason=command.reason,
            promises=case.promises,
        )
    ]


def on_merged(
    heard: Envelope[CaseMerged], case: Case, city: City, now: datetime
) -> Sequence[Event]:
    """Link everybody who reported the other case, and keep what the hotline was promised for it."""
    if not case.open:
        return []
    reporters, promises = heard.data.reporters or (heard.data.reporter,), heard.data.promises
    linked = [
        CaseJoined(reporter=reporter, case_id=heard.subject, promises=promises)
        for reporter in reporters
    ]
    return [*linked, *hastened(reduce(evolve, linked, case), city, now)]


def reported_again(
    heard: Envelope[CaseMerged], case: Case, city: City, now: datetime, facts: Arrival
) -> Sequence[Event]:
    """Take it in anew: what it was merged into had ended before it could be linked to it."""
    first, *others = case.reporters
    joined = [CaseJoined(reporter=reporter, case_id=heard.subject) for reporter in others]
    taken = taken_in(from_case(case), first, facts, city, now)
    return [taken.model_copy(update={"promises": case.promised}), *joined]
