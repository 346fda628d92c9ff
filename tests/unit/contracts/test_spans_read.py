"""Every limit the pack names is asked for by somebody: what nothing reads promises in vain."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.city.defaults import SPAN_DEFAULTS
from contracts.city.rules import SPANS
from tests.unit.response.town import DEMO

TABLES = {"defaults.py", "rules.py"}
"""Files that say what a limit is when the pack has none, or that it must have one: no readers."""
SOURCES = [
    file
    for folder in ("services", "contracts")
    for file in Path(folder).rglob("*.py")
    if not (file.parent.name == "city" and file.name in TABLES)
]
TREES = [ast.parse(file.read_text("utf-8")) for file in SOURCES]


def constants() -> Iterator[str]:
    """Every text a source holds, apart from what explains it."""
    for tree in TREES:
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


ASKING = {"city.span", "by.span", "self.city.span"}


def asked() -> Iterator[str]:
    """What is asked for by name where it is used: `city.span("…")`."""
    for tree in TREES:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ASKING:
                yield from (one.value for one in node.args if isinstance(one, ast.Constant))


TIMED = {"muster": 0, "transfer": 1}
"""Of how many steps a clock runs by the name of a span, where it is not of all."""


def of_procedures() -> Iterator[str]:
    """What the pack's own procedures are timed by, step by step and as wholes."""
    for name, procedure in DEMO.procedures.items():
        steps = procedure.steps[: TIMED.get(name)]
        clocks = [key for step in steps for key in (step.clock, step.warn)]
        yield from filter(None, (procedure.limit, procedure.prolonged_by, *clocks))


READ = {*constants(), *of_procedures()}


@pytest.mark.mechanism(110)
@pytest.mark.parametrize("name", sorted({*DEMO.rules.spans, *SPAN_DEFAULTS, *SPANS}))
def test_a_limit_of_the_pack_is_read_by_a_service_or_times_a_step_of_a_procedure(name):
    assert name in READ


def test_what_a_service_asks_for_by_name_every_pack_has_or_there_is_a_default():
    names = set(asked())

    assert {"callback", "whistle.approve"} <= names <= {*SPANS, *SPAN_DEFAULTS}
