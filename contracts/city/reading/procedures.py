"""procedures.toml: one table per procedure."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, cast, get_args

from pydantic import TypeAdapter

from contracts.actor import Role
from contracts.calendar import Span
from contracts.city.reading.source import PROCEDURES, Source
from contracts.city.reading.toml import fit, load
from contracts.city.whistling import ClockName, Procedure

NEEDED: Final = ("muster", "transfer")
"""The procedures that whistles and transfers follow."""

_MODEL = TypeAdapter(Procedure)


def read_procedures(source: Source, spans: Mapping[str, Span]) -> dict[str, Procedure]:
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
    for name in NEEDED:
        if found and name not in found:
            source.wrong(PROCEDURES, None, name, "needed", value=name)
    return procedures


def _named(name: str, table: Any) -> Any:
    return {"name": name, **cast("dict[str, Any]", table)} if isinstance(table, dict) else table


def _faults(procedure: Procedure, spans: Mapping[str, Span]) -> Iterator[tuple[str, str]]:
    clocks = {*get_args(ClockName), *spans}
    names = [step.step for step in procedure.steps]
    for name in sorted(set(names)):
        if names.count(name) > 1:
            yield "twice", name
    for step in procedure.steps:
        for role in step.who:
            if role not in set(Role):
                yield "no_role", role
        if spans and step.clock is not None and step.clock not in clocks:
            yield "unknown_clock", step.clock
