"""A whistle is asked for: who may ask, from which level, and what the draft says.

Rule 1: whoever asks holds a post at the place: the highest one decides which level asks.
Rule 2: what grids and buildings ask for needs their community behind it before the street decides.
Rule 3: a problem that comes back after its whistle had ended is one grade graver.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contracts.actor import Actor
from contracts.city import City, distance_m
from contracts.commands.whistle import Draft, ProblemStated
from contracts.events.whistle_draft import WhistleDrafted
from contracts.recusal import open_path, steps_aside
from contracts.refusals import NotSo, NotYours
from contracts.summons import Problem, Tried
from contracts.words import Grade, Kind, Level, Place, Point
from services.dispatch.core import choose, joining
from services.dispatch.core.levels import origin
from services.dispatch.core.whistle import ENDED, OVER, RAISED, Whistle

_NEEDS_ENDORSEMENT: Final = frozenset({Level.GRID, Level.UNIT})


@dataclass(frozen=True)
class Facts:
    """What a new whistle cannot know by itself."""

    place: Place
    id: str = "wh-preview"
    number: str = ""
    nearby: Sequence[Whistle] = ()
    """Other whistles that may be on the same problem, the latest first."""
    again: Whistle | None = None
    """The earlier whistle that is named."""
    aside: Sequence[str] = ()
    """Who steps aside in the cases it carries."""
    shown: tuple[Tried, ...] = ()
    """Who of the street's own has tried those cases."""
    promised_by: datetime | None = None
    """By when the hotline was promised the soonest of them."""


def drafted(
    command: Draft, actor: Actor, city: City, now: datetime, facts: Facts
) -> WhistleDrafted:
    """Write down what is asked for.

    Raises:
        NotYours: no post at the place. NotSo: the words are wrong.
    """
    place = facts.place
    if steps_aside(actor, facts.aside, city):
        raise NotYours("reported_steps_aside")
    level = origin(actor, place)
    problems = _problems(command.problems, city)
    street = city.street_of(place.territory)
    joint = joining.check(command.joint, street, city, facts.aside)
    asked = choose.check(command.responders, joining.reach(place, joint, city), city)
    community = city.community_of(place.territory)
    endorser = community if community in open_path(place.path, facts.aside) else None
    needs_endorsement = level in _NEEDS_ENDORSEMENT and endorser is not None
    awaited = (community, "whistle.endorse") if needs_endorsement else None
    at, span = awaited or (street, "whistle.approve")
    return WhistleDrafted(
        number=facts.number,
        kind=command.kind,
        grade=_grade(command, facts, city, now),
        street=street,
        community=community,
        origin=level,
        needs_endorsement=needs_endorsement,
        problems=problems,
        responders=asked or choose.propose(problems, place, city, facts.aside),
        place=place,
        reason=command.reason,
        drafter=actor.id,
        due_at=city.due(at or "", now, city.span(span)).at,
        whistle_id=facts.id,
        drafted_at=now,
        recused=tuple(facts.aside),
        tried=command.tried,
        danger=command.danger,
        promised_by=facts.promised_by,
        calendar=city.calendar_version,
        again_of=_again_of(command, facts, city, now),
        joint=joint,
        districts=joining.other_districts(joint, street, city),
        join_by=city.due(at or "", now, city.span("whistle.approve")).at if joint else None,
        similar=tuple(one.id for one in similar(command.kind, facts, city, now)),
    )


def _problems(stated: Sequence[ProblemStated], city: City) -> tuple[Problem, ...]:
    for n, problem in enumerate(stated):
        if not city.knows_category(problem.category):
            field = f"problems.{n}.category"
            raise NotSo("unknown_category", field=field, category=problem.category)
    case_ids = [problem.case_id for problem in stated if problem.case_id]
    if len(case_ids) != len(set(case_ids)):
        raise NotSo("case_named_twice", field="problems")
    return tuple(
        Problem(id=f"p{n}", text=p.text, category=p.category, case_id=p.case_id)
        for n, p in enumerate(stated, 1)
    )


def _grade(command: Draft, facts: Facts, city: City, now: datetime) -> Grade:
    grade = command.grade or city.kind(command.kind).default_grade
    return city.graver(grade) if came_back(command, facts, city, now) else grade


def came_back(command: Draft, facts: Facts, city: City, now: datetime) -> bool:
    """Whether a whistle on the same problem had ended not long ago, here or as it is named."""
    return any(_ended(command, facts, city, now))


def _ended(command: Draft, facts: Facts, city: City, now: datetime) -> Sequence[Whistle]:
    window = city.span("whistle.repeat_window")
    named = [facts.again] if facts.again and facts.again.stage in OVER else []
    return [
        whistle
        for whistle in (
            *named,
            *(one for one in _same(command.kind, facts, city) if one.stage in ENDED),
        )
        if city.due(whistle.street, whistle.drafted_at, window).at > now
    ]


def _again_of(command: Draft, facts: Facts, city: City, now: datetime) -> str | None:
    """The earlier whistle: the one that is named, or the latest that had ended here.

    Raises:
        NotSo: no such whistle of this street, or it is not over.
    """
    if command.again_of is None:
        return next((one.id for one in _ended(command, facts, city, now)), None)
    earlier, street = facts.again, city.street_of(facts.place.territory)
    if earlier is None or earlier.street != street:
        raise NotSo("no_such_earlier_whistle", field="again_of")
    if earlier.stage not in OVER:
        raise NotSo("earlier_is_open", field="again_of", number=earlier.number)
    return earlier.id


def similar(kind: Kind, facts: Facts, city: City, now: datetime) -> Sequence[Whistle]:
    """Return the open whistles on perhaps the same problem: to join instead of whistling twice."""
    window = city.duplicate_window
    return [
        whistle
        for whistle in _same(kind, facts, city)
        if whistle.stage in RAISED and city.due(whistle.street, whistle.drafted_at, window).at > now
    ]


def _same(kind: Kind, facts: Facts, city: City) -> Sequence[Whistle]:
    """Whistles near enough to be about the same problem; an exercise is like nothing else."""
    if kind is Kind.DRILL:
        return []
    return [
        whistle
        for whistle in facts.nearby
        if whistle.kind is not Kind.DRILL
        and distance(whistle.place.point, facts.place.point) <= city.duplicate_radius_m
    ]


def distance(a: Point, b: Point) -> float:
    """Return the metres between two points."""
    return distance_m((a.lng, a.lat), (b.lng, b.lat))
