"""The first notice of a task that follows a procedure.

The steps, their limits and the ladder are fixed here, so that a city pack that changes later
changes nothing for work that is open.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from contracts.calendar import Span
from contracts.calendar.wall import to_wall
from contracts.city import City, Procedure, Step
from contracts.city.limits import NO_CLOCK
from contracts.city.local import head
from contracts.city.professional import Profession
from contracts.city.stewards import ladder, three_parties
from contracts.city.tiers import places, rungs_from
from contracts.events.task import TaskNotified, TaskStep
from contracts.steps import WHOLE
from contracts.words import Place
from services.response.core import step_clocks
from services.response.core.evolve import NEVER
from services.response.core.order import names, open_steps
from services.response.core.readers import readers
from services.response.core.task import Task

THREE_PARTIES: Final = "three_party"
"""居委会、业委会、物业: the group on a property matter."""
LINE_HEAD: Final = "named-head"
"""In a step's `who`: the head of whoever carries it out, as of the day it begins."""
ADVISERS: Final = "advisers"
"""一社区一法律顾问, 一社区一警务助理: of each trade the matter needs, whoever is nearest."""


def notice_of(
    begun: Task, name: str, city: City, at: datetime, about: dict[str, Any]
) -> TaskNotified:
    """What its responder is told of a task that begins; `about` is what only its opener knows."""
    procedure = city.procedure(name)
    steps = steps_of(procedure, city)
    whole = _whole(begun, procedure, city, at)
    rungs = ladder(procedure.tiers, begun.place, city, to_wall(at).date())
    tiers = rungs_from(begun.department, rungs, begun.place.path, city)
    where_held = places(begun.department, city)
    restricted = about.pop("restricted", False) or procedure.restricted
    advising = {} if restricted else _advisers(begun.place, about.get("panel", ()), city)
    named = {**about.pop("named", {}), **_groups(begun, procedure, city, at), **advising}
    running = begun.model_copy(update={"steps": steps, "clocks": ()})
    return TaskNotified(
        department=begun.department,
        procedure=name,
        street=begun.street,
        lead=True,
        complete_by=whole,
        steps=steps,
        at=where_held,
        where=begun.place,
        tiers=tiers,
        restricted=restricted,
        seen_by=procedure.seen_by if restricted else (),
        readers=readers(
            steps, procedure.seen_by if restricted else (), where_held, begun.place.path
        ),
        prolonged_by=_span(procedure.prolonged_by, city),
        clocks=(
            step_clocks.until(WHOLE, whole, at, city),
            *step_clocks.of_tier(tiers, begun.department, city, at),
            *step_clocks.fresh(running, city, at),
        ),
        opens=names(open_steps(running)),
        named=named,
        **about,
    )


def _groups(
    begun: Task, procedure: Procedure, city: City, at: datetime
) -> dict[str, tuple[str, ...]]:
    """The accounts named on it from the start: the three parties of a property matter, the head of
    a line it goes to."""
    day = to_wall(at).date()
    answers = head(city, begun.department, day)
    if answers and any(LINE_HEAD in step.who for step in procedure.steps):
        return {"head": (answers,)}
    if not any(tier.steward for tier in procedure.tiers):
        return {}
    return {THREE_PARTIES: three_parties(begun.place, city, day)}


def _advisers(place: Place, panel: Sequence[Profession], city: City) -> dict[str, tuple[str, ...]]:
    """The advisers attached to the place; of a sealed file nobody is told but its own people."""
    nearest = (next(city.professionals.attached((trade,), place.path), None) for trade in panel)
    found = tuple(one.account for one in nearest if one)
    return {ADVISERS: found} if found else {}


def _whole(begun: Task, procedure: Procedure, city: City, at: datetime) -> datetime:
    """The procedure's own limit; what was given with it otherwise."""
    given = begun.complete_by
    if given < NEVER:
        return given
    return city.due(begun.department, at, whole_limit(procedure, city)).at


def whole_limit(procedure: Procedure, city: City) -> Span:
    """How long the whole may take when nobody says so."""
    return _span(procedure.limit, city) or city.span(NO_CLOCK)


def steps_of(procedure: Procedure, city: City) -> tuple[TaskStep, ...]:
    """Return the steps as a task keeps them."""
    return tuple(_step(step, procedure, city) for step in procedure.steps)


def _step(step: Step, procedure: Procedure, city: City) -> TaskStep:
    asked = (procedure.fields.get(name) for name in (*step.evidence, *step.takes))
    known: dict[str, Any] = {name: getattr(step, name) for name in _SHARED}
    return TaskStep(
        **known,
        label_zh=step.label_zh,
        label_en=step.label_en,
        limit=_span(step.clock, city),
        warn=_span(step.warn, city),
        fields=tuple(rule for rule in asked if rule),
    )


_SHARED: Final = tuple(
    (set(TaskStep.model_fields) & set(Step.model_fields)) - {"label_zh", "label_en", "warn"}
)


def _span(key: str | None, city: City) -> Span | None:
    return city.rules.spans.get(key) if key else None
