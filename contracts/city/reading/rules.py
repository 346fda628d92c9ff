"""city.toml: complete, consistent, and only with words the product knows."""

from collections.abc import Iterator
from typing import Final

from pydantic import TypeAdapter

from contracts.actor import Role
from contracts.city.reading.source import RULES, Source
from contracts.city.reading.toml import fit, load
from contracts.city.rules import SPANS, Rules
from contracts.words import Grade, Kind

HANDLER: Final = "handler"
"""On a rung: whoever is named on the task."""

_MODEL = TypeAdapter(Rules)
_CLOCKS: Final = frozenset[str]({"acknowledge", "arrive", "complete"})


def read_rules(source: Source) -> Rules | None:
    """Return the rules; None when they cannot be used."""
    found = load(source, RULES)
    rules = fit(source, RULES, _MODEL, found) if found else None
    if rules:
        for where, code, value in _faults(rules):
            source.wrong(RULES, None, where, code, value=value)
    return rules


def _faults(rules: Rules) -> Iterator[tuple[str, str, str]]:
    yield from _missing(rules)
    yield from _repeated(rules)
    yield from _unknown_roles(rules)
    if rules.region not in rules.calendars:
        yield "region", "no_calendar", rules.region
    shares = [rung.share for rung in rules.ladder]
    if shares != sorted(set(shares)):
        yield "ladder", "not_rising", ""
    for rung in rules.ladder:
        for told in rung.tell:
            if told != HANDLER and told not in set(Role):
                yield "ladder.tell", "no_role", told


def _unknown_roles(rules: Rules) -> Iterator[tuple[str, str, str]]:
    named = (
        *(
            (f"kinds.{kind.kind}.raised_by", role)
            for kind in rules.kinds
            for role in kind.raised_by
        ),
        *((f"grades.{g.grade}.raised_by", role) for g in rules.grades for role in g.raised_by),
    )
    yield from ((where, "no_role", role) for where, role in named if role not in set(Role))


def _missing(rules: Rules) -> Iterator[tuple[str, str, str]]:
    needed = {
        "spans": set(SPANS) - set(rules.spans),
        "kinds": set(Kind) - {rule.kind for rule in rules.kinds},
        "grades": set(Grade) - {rule.grade for rule in rules.grades},
        **{f"kinds.{rule.kind}.clocks": _CLOCKS - set(rule.clocks) for rule in rules.kinds},
    }
    for where, names in needed.items():
        yield from ((where, "needed", name) for name in sorted(names))


def _repeated(rules: Rules) -> Iterator[tuple[str, str, str]]:
    named: dict[str, list[str]] = {
        "kinds": [rule.kind for rule in rules.kinds],
        "grades": [rule.grade for rule in rules.grades],
    }
    for where, names in named.items():
        yield from ((where, "twice", name) for name in sorted(set(names)) if names.count(name) > 1)
