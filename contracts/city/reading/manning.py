"""Who may be given work must have somebody for it: what of a whole pack no post of it could do.

These are warnings: posts fall vacant and are filled again, and a pack that waited for it would keep
every other change back. Who commands, answers and supervises is needed (`reading.people`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from contracts.city.city import City
from contracts.city.compound import Compound
from contracts.city.reading.source import COMPOUNDS, DUTIES, PROCEDURES, Source
from contracts.city.staffing import staffed
from contracts.city.territory import DEPTH
from contracts.city.whistling import Procedure
from contracts.steps import Steward, Tier
from contracts.words import Level

Key: TypeAlias = tuple[str, str]
"""An organisation's kind and the territory it serves."""

_CALLED: Final = "muster"
"""How the departments of a duty list answer."""
_NAMED: Final = 3
"""So many of the places are named; all are counted."""


def check_manned(source: Source, city: City) -> None:
    """Note every company, committee, department of a duty and tier that nobody stands in for."""
    _compounds(source, city)
    _duties(source, city)
    _tiers(source, city)


def _alone(procedure: Procedure) -> Sequence[Procedure]:
    """Each step as a procedure of its own: a file may have begun elsewhere, and come up."""
    owed = (step for step in procedure.steps if not step.optional)
    return [procedure.model_copy(update={"steps": (step,)}) for step in owed]


def _manned(alone: Sequence[Procedure], responder: str, path: Sequence[str], city: City) -> bool:
    return any(staffed(one, responder, path, city) for one in alone)


def _compounds(source: Source, city: City) -> None:
    tiers = [(one, _alone(one), tier) for one in _laddered(city) for tier in one.tiers]
    for compound in city.compounds:
        row, path = source.row_of(COMPOUNDS, compound.id), city.path(compound.community)
        for procedure, alone, tier in tiers:
            asked = _steward(compound, tier.steward)
            if asked and not _manned(alone, asked, path, city):
                facts = {"value": asked, "procedure": procedure.label_zh}
                source.warn(COMPOUNDS, row, tier.steward, "nobody_there", **facts)


def _steward(compound: Compound, steward: Steward | None) -> str | None:
    """Communities and streets are tiers, looked at as such; a company that leaves is none."""
    company = compound.company if compound.until is None else None
    return {"company": company, "committee": compound.committee}.get(steward or "")


def _duties(source: Source, city: City) -> None:
    procedure = city.procedure(_CALLED)
    alone = _alone(procedure)
    for row in city.duties.rows.values():
        for cell, words in (("lead", (row.lead,)), ("assist", row.assists)):
            for one in (word for word in words if word in city.organisations):
                path = city.path(city.serves(one) or next(iter(city.territories)))
                if not _manned(alone, one, path, city):
                    facts = {"value": one, "procedure": procedure.label_zh}
                    source.warn(DUTIES, row.row, cell, "nobody_there", **facts)


def _tiers(source: Source, city: City) -> None:
    serving = _serving(city)
    for procedure in _laddered(city):
        alone = _alone(procedure)
        for tier in procedure.tiers:
            empty = [*_empty(tier, alone, serving, city)]
            if empty:
                places = "、".join(empty[:_NAMED])
                facts = {"procedure": procedure.label_zh, "count": len(empty), "places": places}
                source.warn(PROCEDURES, None, f"{procedure.name}.{tier.tier}", "unmanned", **facts)


def _laddered(city: City) -> Iterator[Procedure]:
    return (one for one in city.procedures.values() if one.tiers)


def _empty(
    tier: Tier, alone: Sequence[Procedure], serving: Mapping[Key, str], city: City
) -> Iterator[str]:
    """The responders of a tier that nobody stands in for; a steward's are the compounds'."""
    if tier.steward in ("company", "committee"):
        return
    for path in _paths(tier, city):
        here = (serving.get((kind, path[-1])) for kind in tier.kinds)
        asked = tier.responder or next(filter(None, here), path[-1])
        if not _manned(alone, asked, path, city):
            yield asked


def _paths(tier: Tier, city: City) -> Iterable[Sequence[str]]:
    level = Level.GRID if tier.level is Level.UNIT else tier.level
    if tier.responder or level not in DEPTH:
        return ((next(iter(city.territories)),),)
    return (city.path(one.id) for one in city.territories.values() if one.level is level)


def _serving(city: City) -> Mapping[Key, str]:
    """Who serves a place, by kind: the first of the pack."""
    found: dict[Key, str] = {}
    for one in city.organisations.values():
        if one.territory:
            found.setdefault((one.kind.value, one.territory), one.id)
    return found
