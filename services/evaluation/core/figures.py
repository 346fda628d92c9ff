"""办结率 and its company: how many of the accepted matters are closed, by whom, how fast.

Rule 1: one formula, two filters: closed ÷ accepted of all channels, and of the hotline alone; the
open remainder stands beside it. Refused, merged and withdrawn matters are in no base, and shown.
Rule 2: a share settled per tier, a first-contact share and the four zeros are of closed or accepted
matters, each with its base; nothing lowers a figure because somebody took a case in.
"""

from collections.abc import Mapping, Sequence
from math import fsum
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from contracts.channels import Channel
from contracts.city import City, OrganisationKind
from contracts.words import Level
from services.evaluation.core.account import TIERS
from services.evaluation.core.rates import rate, three_rates
from services.evaluation.core.row import Asked, Rate, ThreeRates, Unranked
from services.evaluation.core.sample import too_little, valid
from services.evaluation.core.tally import Counted, Tally

Unit: TypeAlias = Literal["streets", "departments", "properties"]

SUMS = (
    *("base", "closed", "left", "overdue", "reopened", "first_contact", "proactive"),
    *("touched", "waited", "ownerless"),
)


class Closure(BaseModel):
    """办结率 of some matters."""

    model_config = ConfigDict(frozen=True)

    rate: Rate
    """Closed ÷ accepted."""
    open: int
    """The remainder."""
    overdue: int
    """Of the open ones, those somebody was told are late."""
    left_out: int
    """Refused, merged into another, withdrawn."""


class FourZeros(BaseModel):
    """服务“四零”: zero distance, time lag, vacancy and error."""

    model_config = ConfigDict(frozen=True)

    channels: Mapping[str, int]
    """Distance: matters by the channel they came through."""
    touched: int
    """Matters somebody did something about."""
    wait_hours: float | None
    """Time lag: mean until somebody did something."""
    ownerless: int
    """Vacancy: open matters without an owner; must be 0."""
    reopened: Rate
    """Error: of those accepted."""


class Figure(BaseModel):
    """One unit's matters of a month."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    all: Closure
    hotline: Closure
    tiers: Mapping[str, Rate]
    """Of the closed: who settled them, the nearest first; above the street by whistle."""
    first_contact: Rate
    proactive: Rate
    """Found before anybody complained 未诉先办, of those accepted."""
    zeros: FourZeros
    rates: ThreeRates
    sent_back: Rate | None = None
    """退回: repairs that came back from a property company, of those it was given; None where
    nobody was given one."""
    rank: int | None = None
    """By the composite of the three rates; None with too few valid call-backs."""
    unranked: Unranked | None = None
    """How few there were."""


class Figures(BaseModel):
    """One month, by unit, and all of it."""

    model_config = ConfigDict(frozen=True)

    period: str
    subject: Unit
    opens: tuple[str, ...] = ()
    """Figures of a row by name: each opens by `/openings/{period}/{subject}/{id}/{figure}`."""
    total: Figure
    rows: tuple[Figure, ...]


def counted(mark: str, subject: Unit) -> Tally:
    """What must be counted for it."""
    if subject == "streets":
        return Tally("accounts", "accepted", mark, ("streets", "channel", "way"), SUMS)
    if subject == "properties":
        by, sums = ("repairers.id", "channel", "way"), (*SUMS, "repairers.back")
        return Tally("accounts", "accepted", mark, by, sums, unwind="repairers")
    by = ("departments", "channel", "way")
    return Tally("accounts", "accepted", mark, by, SUMS, unwind="departments")


def figures(
    period: str, subject: Unit, groups: Sequence[Counted], asked: Sequence[Asked], city: City
) -> Figures:
    """Return the month by unit."""
    names = _names(subject, city)
    key = _KEYS[subject]
    mine = [row for row in groups if row[key] in names]
    rows = [
        _figure(id, name, [row for row in mine if row[key] == id], _of(asked, id), city)
        for id, name in names.items()
    ]
    said = [one for one in asked if one.id in names]
    total = _figure("", "", mine, said, city)
    return Figures(period=period, subject=subject, total=total, rows=tuple(_ranked(rows, city)))


_KEYS: Mapping[Unit, str] = {
    "streets": "streets",
    "departments": "departments",
    "properties": "repairers_id",
}
"""By what the counted groups name a unit."""


def _of(asked: Sequence[Asked], id: str) -> Sequence[Asked]:
    return [one for one in asked if one.id == id]


def _names(subject: Unit, city: City) -> Mapping[str, str]:
    if subject == "streets":
        places = city.territories.values()
        return {place.id: place.name for place in places if place.level is Level.STREET}
    kinds = _KINDS[subject]
    return {one.id: one.name for one in city.organisations.values() if one.kind in kinds}


_KINDS: Mapping[str, frozenset[OrganisationKind]] = {
    "departments": frozenset(
        {
            OrganisationKind.DEPARTMENT,
            OrganisationKind.ENTERPRISE,
            OrganisationKind.JOINT_ENFORCEMENT,
        }
    ),
    "properties": frozenset({OrganisationKind.PROPERTY}),
}


def _figure(
    id: str, name: str, groups: Sequence[Counted], asked: Sequence[Asked], city: City
) -> Figure:
    base, closed = _sum(groups, "base"), _sum(groups, "closed")
    return Figure(
        id=id,
        name=name,
        all=_closure(groups),
        hotline=_closure([row for row in groups if row["channel"] == Channel.HOTLINE]),
        tiers={
            tier: rate(_sum([row for row in groups if row["way"] == tier], "closed"), closed)
            for tier in TIERS
        },
        first_contact=rate(_sum(groups, "first_contact"), base),
        proactive=rate(_sum(groups, "proactive"), base),
        zeros=_zeros(groups, base),
        rates=three_rates(asked, city.rates),
        sent_back=_sent_back(groups, base),
    )


def _sent_back(groups: Sequence[Counted], base: int) -> Rate | None:
    repairs = [row for row in groups if "repairers_back" in row]
    return rate(_sum(repairs, "repairers_back"), base) if repairs else None


def _zeros(groups: Sequence[Counted], base: int) -> FourZeros:
    touched = _sum(groups, "touched")
    channels: dict[str, int] = {}
    for row in groups:
        channels[row["channel"]] = channels.get(row["channel"], 0) + row["n"]
    hours = fsum(row["waited"] for row in groups)
    return FourZeros(
        channels=dict(sorted(channels.items())),
        touched=touched,
        wait_hours=round(hours / touched, 2) if touched else None,
        ownerless=_sum(groups, "ownerless"),
        reopened=rate(_sum(groups, "reopened"), base),
    )


def _closure(groups: Sequence[Counted]) -> Closure:
    base, closed = _sum(groups, "base"), _sum(groups, "closed")
    return Closure(
        rate=rate(closed, base),
        open=base - closed,
        overdue=_sum(groups, "overdue"),
        left_out=_sum(groups, "left"),
    )


def _sum(groups: Sequence[Mapping[str, Any]], name: str) -> int:
    return sum(row[name] for row in groups)


def _ranked(rows: Sequence[Figure], city: City) -> Sequence[Figure]:
    least = city.scoring.min_sample
    few = {row.id: too_little("rank", valid(row.rates), least) for row in rows}
    known = {row.id: row.rates.composite or 0.0 for row in rows if not few[row.id]}
    values = sorted(known.values(), reverse=True)
    places = {id: values.index(value) + 1 for id, value in known.items()}
    return [
        row.model_copy(update={"rank": places.get(row.id), "unranked": few[row.id]}) for row in rows
    ]
