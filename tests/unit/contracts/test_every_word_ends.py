"""Every text and every account has an end: it is taken out with its aggregate, or it says why not.

Whoever adds a field that a person types, or an account, without either finds it named here.
"""

from collections.abc import Iterator, Sequence
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, get_args

import pytest
from pydantic import AfterValidator, BaseModel

import services
from contracts.commands.routes import ROUTES
from contracts.events import EVENTS, speaker
from contracts.events.redacted import Redacted
from contracts.redaction import ABOUT, EMPTIED, FILE, GROUPS, MADE, NAMED, PEOPLE, WORDS
from contracts.words import printable
from gateway.kinds import KINDS
from services.chassis.store import Shape
from tests.unit.contracts.words_kept import (
    EMPTY,
    IN_OFFICE,
    KEPT,
    PATHS,
    PLAIN,
    STATE,
    STATE_KEPT,
    THINGS,
    WHOLE,
)
from tests.unit.response.town import DEMO

REDACTED = {name.removesuffix(".redacted") for name in EVENTS if name.endswith(".redacted")}
TAKEN_OUT = PEOPLE | EMPTIED | GROUPS | FILE | NAMED | WORDS


def leaves(annotation: Any, metadata: Sequence[Any] = ()) -> Iterator[tuple[Any, Sequence[Any]]]:
    """The plain types an annotation is made of, with what each must fulfil."""
    metadata = (*metadata, *getattr(annotation, "__metadata__", ()))
    inner = [one for one in get_args(annotation) if isinstance(one, type) or get_args(one)]
    if hasattr(annotation, "__metadata__"):
        inner = [annotation.__origin__]
    yield from (leaf for one in inner for leaf in leaves(one, metadata))
    if not inner:
        yield annotation, metadata


def fields(model: type[BaseModel], path: str = "") -> Iterator[tuple[str, str, str]]:
    """The path, the name and the sort of every text of a model."""
    for name, field in model.model_fields.items():
        for leaf, metadata in leaves(field.annotation, field.metadata):
            if isinstance(leaf, type) and issubclass(leaf, BaseModel):
                yield from fields(leaf, f"{path}{name}.")
            elif leaf is str:
                yield f"{path}{name}", name, sort(metadata)


def sort(metadata: Sequence[Any]) -> str:
    if any(isinstance(one, AfterValidator) and one.func is printable for one in metadata):
        return "typed"
    return "id" if any(getattr(one, "pattern", None) for one in metadata) else "plain"


def shapes() -> dict[str, Shape[Any]]:
    """Everything any service keeps, by name."""
    found = walk_packages(services.__path__, "services.")
    modules = [import_module(one.name) for one in found if not one.name.endswith("__main__")]
    kept = [one for module in modules for one in vars(module).values() if isinstance(one, Shape)]
    return {one.name: one for one in kept}


def unnamed(name: str) -> bool:
    """Whether an id's field is neither a thing's nor that of somebody in office, nor taken out."""
    known = name in THINGS | IN_OFFICE | TAKEN_OUT | MADE
    return not known and not name.endswith(("_id", "_ids")) and name != "id"


@pytest.mark.parametrize("name", [name for name in EVENTS if not name.endswith(".redacted")])
def test_what_an_event_holds_of_people_is_taken_out_with_its_aggregate_or_says_why_not(name):
    first = name.split(".")[0]
    aggregate = WHOLE.get(first, first)

    found = list(fields(EVENTS[name]))
    personal = [path for path, field, kind in found if kind == "typed" or field in TAKEN_OUT]
    plain = {p for p, field, kind in found if kind == "plain" and field not in PLAIN | TAKEN_OUT}
    accounts = {field for _, field, kind in found if kind == "id" and unnamed(field)}

    assert not personal or aggregate in REDACTED | KEPT.keys()
    assert plain <= EMPTY.keys()
    assert not accounts


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.command.__name__)
def test_what_a_command_takes_in_is_typed_as_words_and_said_of_something_that_is_taken_out(route):
    found = list(fields(route.command))
    aggregate = PATHS[route.owner].get(route.path.split("/")[1])

    assert not [path for path, _, kind in found if kind == "plain"]
    assert not {field for _, field, kind in found if kind == "id" and unnamed(field)}
    assert not any(kind == "typed" for *_, kind in found) or aggregate in REDACTED | KEPT.keys()


@pytest.mark.parametrize("shape", shapes().values(), ids=lambda shape: shape.name)
def test_what_a_service_remembers_as_plain_text_is_no_word_of_anybody(shape):
    known = STATE | TAKEN_OUT
    found = list(fields(shape.model))
    plain = {path for path, field, kind in found if kind == "plain" and field not in known}

    assert plain <= (set() if shape.redaction else STATE_KEPT.keys())


def test_each_redaction_belongs_to_one_thing_that_is_kept_and_is_said_by_its_owner():
    kept = {one.redaction: one for one in shapes().values() if one.redaction}
    said = {event for event in EVENTS.values() if issubclass(event, Redacted)}

    assert set(kept) == said
    assert all(shape.source == speaker(event) for event, shape in kept.items())
    assert all(any(event in kind.folds for kind in KINDS.values()) for event in said)


def test_no_reason_is_given_for_what_is_taken_out_anyway():
    assert not REDACTED & KEPT.keys()
    assert not (THINGS | IN_OFFICE) & PEOPLE
    assert all(name not in EVENTS for name in KEPT)


def test_the_pack_says_how_long_of_nothing_that_is_not_there():
    there = {one.name for one in shapes().values() if one.redaction}

    assert set(DEMO.rules.retention.kinds) <= there
    assert {"notices", "resources", "reviews", "opinions"} <= set(DEMO.rules.retention.kinds)


def test_whom_a_wish_or_visit_is_about_is_made_of_words_only():
    told = [kind for model in ABOUT for *_, name, kind in fields(model) if name != "compound"]

    assert "typed" in told
    assert "plain" not in told
