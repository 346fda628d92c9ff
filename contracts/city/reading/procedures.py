"""procedures.toml: one table per procedure."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final, TypeAlias, cast, get_args

from pydantic import TypeAdapter

from contracts.actor import Role
from contracts.calendar import Span
from contracts.city.organisation import OrganisationKind
from contracts.city.reading.source import PROCEDURES, Source
from contracts.city.reading.toml import fit, load
from contracts.city.whistling import ClockName, Procedure
from contracts.steps import ABOVE, EFFECTS, GROUP, PAPERS, RULES, TIER, TYPES, WHOLE

NEEDED: Final = ("muster", "transfer")
"""The procedures that whistles and transfers follow."""

Faults: TypeAlias = Iterator[tuple[str, str]]

_MODEL = TypeAdapter(Procedure)


def read_procedures(
    source: Source,
    spans: Mapping[str, Span],
    categories: Collection[str] = (),
    responders: Collection[str] = (),
) -> dict[str, Procedure]:
    """Return the procedures by name."""
    found = load(source, PROCEDURES)
    procedures: dict[str, Procedure] = {}
    for name, table in found.items():
        procedure = fit(source, PROCEDURES, _MODEL, _named(name, table), name)
        if procedure is None:
            continue
        procedures[name] = procedure
        for code, value in _faults(procedure, spans):
            source.wrong(PROCEDURES, None, f"{name}.steps", code, value=value)
    for code, value in (*_between(procedures, categories), *_asked(procedures, responders)):
        source.wrong(PROCEDURES, None, None, code, value=value)
    for name in NEEDED:
        if found and name not in found:
            source.wrong(PROCEDURES, None, name, "needed", value=name)
    return procedures


def _named(name: str, table: Any) -> Any:
    if not isinstance(table, dict):
        return table
    known = cast("dict[str, Any]", table)
    fields = known.get("fields", {})
    if isinstance(fields, dict):
        rules = cast("dict[str, Any]", fields).items()
        known = {**known, "fields": {key: _field(key, rule) for key, rule in rules}}
    return {"name": name, **known}


def _field(name: str, rule: Any) -> Any:
    return {"name": name, **cast("dict[str, Any]", rule)} if isinstance(rule, dict) else rule


def _faults(procedure: Procedure, spans: Mapping[str, Span]) -> Faults:
    for check in _CHECKS:
        yield from check(procedure)
    for step in procedure.steps:
        for clock in (step.clock, step.warn):
            if spans and clock is not None and clock not in {*get_args(ClockName), *spans}:
                yield "unknown_clock", clock
    for key in (procedure.limit, procedure.prolonged_by):
        if spans and key is not None and key not in spans:
            yield "unknown_clock", key


def _names(procedure: Procedure) -> Faults:
    names = [step.step for step in procedure.steps]
    for name in sorted(set(names)):
        if names.count(name) > 1:
            yield "twice", name
        if name in (WHOLE, TIER):
            yield "reserved_step", name
    for step in procedure.steps:
        for before in step.after or ():
            if before not in names:
                yield "no_step", before


def _roles(procedure: Procedure) -> Faults:
    groups = {f"{GROUP}{rule.names}" for rule in procedure.fields.values() if rule.names}
    for step in procedure.steps:
        for word in step.who:
            if word.removeprefix(ABOVE) not in set(Role) and word not in groups | _GIVEN:
                yield "no_role", word
    for role in (*procedure.opens, *(word.removeprefix(ABOVE) for word in procedure.seen_by)):
        if role not in set(Role):
            yield "no_role", role


_GIVEN: Final = frozenset(
    {
        f"{GROUP}{name}"
        for name in ("participant", "reporter", "assigned", "party", "three_party", "asker", "head")
    }
)
"""Groups that may be named from outside, when a task is begun."""


def _words(procedure: Procedure) -> Faults:
    for step in procedure.steps:
        for known, words in ((RULES, step.rules), (EFFECTS, step.effects)):
            yield from (("no_such_rule", word) for word in words if word not in known)
        if step.paper and step.paper not in PAPERS:
            yield "no_such_paper", step.paper
    for rule in procedure.fields.values():
        if rule.type not in TYPES:
            yield "no_such_type", rule.type


def _tiers(procedure: Procedure) -> Faults:
    for tier in procedure.tiers:
        for kind in tier.kinds:
            if kind not in set(OrganisationKind):
                yield "no_kind", kind


def _law(procedure: Procedure) -> Faults:
    if procedure.law and procedure.limit is None:
        yield "lawful_without_limit", procedure.law


def _meetings(procedure: Procedure) -> Faults:
    """A limit runs from a time that somebody gives, and whoever calls a meeting says when it is."""
    for step in procedure.steps:
        asked = [(step.since, "time")] if step.since else []
        asked += (
            [("held_at", "time"), ("bodies", "organisations")] if _CALLS in step.effects else []
        )
        for name, kind in asked:
            if name not in procedure.fields or procedure.fields[name].type != kind:
                yield "no_such_field", name
        if _CALLS in step.effects and not ("held_at" in step.evidence and step.spawns):
            yield "calls_whom", step.step


_CALLS: Final = "invite"
"""The effect that calls bodies to a meeting."""
_CHECKS: Final[tuple[Callable[[Procedure], Faults], ...]] = (
    *(_names, _roles, _words, _tiers, _meetings, _law),
)


def _between(procedures: Mapping[str, Procedure], categories: Collection[str]) -> Faults:
    """What one procedure says of others and of the rest of the pack."""
    for procedure in procedures.values():
        for step in procedure.steps:
            if step.spawns and step.spawns not in procedures:
                yield "no_procedure", step.spawns
    claimed = [category for one in procedures.values() for category in one.categories]
    for category in dict.fromkeys(claimed):
        if claimed.count(category) > 1:
            yield "twice", category
        if categories and category not in categories:
            yield "no_category", category


def _asked(procedures: Mapping[str, Procedure], responders: Collection[str]) -> Faults:
    steps = [step.spawn_at for one in procedures.values() for step in one.steps]
    tiers = [tier.responder for one in procedures.values() for tier in one.tiers]
    for asked in (*steps, *tiers):
        if asked and responders and asked not in responders:
            yield "no_responder", asked
