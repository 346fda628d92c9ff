"""A month is closed by one person and published by another; later words make the next version.

Rule 1: it is closed once, by its own district (`districts`). Before it is over that takes a
reason, which everybody sees.
Rule 2: what is kept always equals what the records add up to: if it does not, it is amended, and
the version before stays.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.commands.month import CloseMonth, PublishMonth, RateDepartment
from contracts.commands.routes import COMMANDER
from contracts.events.event import Event
from contracts.events.month import (
    DepartmentRated,
    Lagging,
    MonthAmended,
    MonthCause,
    MonthCollected,
    MonthOverdue,
    MonthPublished,
)
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from services.evaluation.core.districts import whose_month
from services.evaluation.core.figures import Figure
from services.evaluation.core.gate import impartial
from services.evaluation.core.limits import limit
from services.evaluation.core.month import MONTH_LIFE, Month, Stage, Version
from services.evaluation.core.period import month as month_of
from services.evaluation.core.rating import Rating
from services.evaluation.core.row import Row

PUBLISH = "board.publish"
"""How long the second person has."""
_MONTH = re.compile(r"^\d{4}-(0[1-9]|1[0-2])$")


@dataclass(frozen=True)
class Closing:
    """What a decision on a month cannot know by itself."""

    period: str
    digest: str = ""
    lagging: tuple[Lagging, ...] = ()


def close(
    command: CloseMonth,
    month: Month | None,
    actor: Actor,
    city: City,
    now: datetime,
    facts: Closing,
) -> Sequence[Event]:
    """Lock it: what its records add up to is version 1."""
    district = whose_month(command.district, city)
    if not actor.holds(Role.EVALUATOR, district):
        raise NotYours("only_evaluators_close")
    _check(facts.period, month, MonthCollected)
    running = month_of(now)
    if facts.period > running:
        raise NotNow("month_not_begun", state="open", allowed=())
    if facts.period == running and not command.early:
        raise NotSo("month_not_over", field="early")
    return [
        MonthCollected(
            period=facts.period,
            version=1,
            digest=facts.digest,
            collector=actor.id,
            early=command.early if facts.period == running else None,
            at=now,
            due_at=city.due(district, now, limit(city, PUBLISH)).at,
            district=command.district,
        )
    ]


def publish(
    command: PublishMonth,
    month: Month | None,
    actor: Actor,
    city: City,
    now: datetime,
    facts: Closing,
) -> Sequence[Event]:
    """Show it to everybody, and flag the streets that lag."""
    if not actor.holds(Role.DISTRICT_SUPERVISOR, whose_month(command.district, city)):
        raise NotYours("only_the_district_publishes")
    if month is None:
        raise NotThere("not_found")
    _check(facts.period, month, MonthPublished)
    if actor.id == month.collector:
        raise NotYours("closed_it_yourself")
    return [
        MonthPublished(
            period=month.period,
            version=month.newest.version,
            publisher=actor.id,
            at=now,
            lagging=facts.lagging,
        )
    ]


def amend(
    month: Month,
    based_on: Version,
    digest: str,
    causes: Sequence[MonthCause],
    figures: int,
    now: datetime,
) -> Sequence[Event]:
    """Make the next version, unless somebody was faster."""
    if month.newest != based_on or based_on.digest == digest:
        return []
    return [
        MonthAmended(
            period=month.period,
            version=based_on.version + 1,
            digest=digest,
            figures=figures,
            causes=tuple(causes),
            at=now,
        )
    ]


def published_late(month: Month, city: City, now: datetime) -> Sequence[Event]:
    """Say once that nobody has published it."""
    if month.overdue or month.due_at is None or now < month.due_at:
        return []
    tell = city.holders(Role.DISTRICT_SUPERVISOR, month.district or city.districts[0])
    return [MonthOverdue(period=month.period, was_due_at=month.due_at, tell=tell)]


def rate_department(
    command: RateDepartment,
    rating: Rating | None,
    actor: Actor,
    city: City,
    now: datetime,
    facts: Closing,
) -> Sequence[Event]:
    """Record a street's word on a department's month, once, while the month is open."""
    if not actor.holds_any(COMMANDER, command.street):
        raise NotYours("only_the_street_rates", street=command.street)
    if not _MONTH.match(facts.period):
        raise NotThere("not_found")
    if not city.knows_organisation(command.department):
        raise NotSo("unknown_department", field="department")
    impartial(actor, command.department)
    if rating is not None:
        raise NotNow("rated_already", state="rated", allowed=())
    if facts.digest:
        raise NotNow("month_closed", state="closed", allowed=())
    given = {name: getattr(command, name) for name in ("street", "department", "score", "comment")}
    return [DepartmentRated(period=facts.period, rater=actor.id, **given)]


def lagging(rows: Sequence[Row], figures: Mapping[str, Figure], city: City) -> tuple[Lagging, ...]:
    """The streets that are behind, by their score or by what they closed."""
    found = (_lag(row, figures.get(row.id), city) for row in rows)
    return tuple(one for one in found if one.why)


def _lag(row: Row, figure: Figure | None, city: City) -> Lagging:
    rules = city.rules.judging
    ended = row.street.ended if row.street else 0
    closed = figure.all.rate if figure else None
    why: list[str] = []
    if ended >= rules.lagging_sample and row.score is not None and row.score < rules.lagging_below:
        why.append(f"score {row.score:g} < {rules.lagging_below}")
    if closed and closed.of >= rules.lagging_sample and (closed.value or 0) < rules.lagging_closed:
        why.append(f"closed {closed.shown} < {rules.lagging_closed:.0%}")
    value = closed.value if closed else None
    return Lagging(street=row.id, score=row.score, closed=value, why=tuple(why))


def _check(period: str, month: Month | None, event: type[Event]) -> None:
    if not _MONTH.match(period):
        raise NotThere("not_found")
    stage = month.stage if month else Stage.OPEN
    if not MONTH_LIFE.allows(stage, event):
        raise NotNow("illegal_move", state=stage, allowed=())
