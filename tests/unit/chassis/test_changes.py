"""What a write says of a state: enough to make the new one of the old one, and no more."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, TypeAdapter

import services
from gateway.fold import Folded
from services.chassis.changes import begins, changed, paths
from services.chassis.store import Shape


class Call(BaseModel):
    model_config = ConfigDict(frozen=True)

    stage: str = "called"
    tries: int = 0


class Roll(BaseModel):
    model_config = ConfigDict(frozen=True)

    number: int = 0
    calls: tuple[Call, ...] = ()
    notes: Mapping[str, Call] = {}
    fields: dict[str, Any] = {}


ADAPTER = TypeAdapter(Roll)
ONE, TWO = Call(), Call(tries=2)
ROLL = Roll(number=1, calls=(ONE, TWO), notes={"a": ONE, "b": TWO}, fields={"calls/1": 3})


def written(before: Roll, after: Roll) -> dict[str, Any]:
    parts = changed(before, after)
    return dict(paths(parts, ADAPTER.serializer.to_python(after, include=parts)))


def stored(roll: Roll) -> Any:
    return deepcopy(ADAPTER.dump_python(roll, mode="python") | {"calls": _listed(roll)})


def _listed(roll: Roll) -> list[Any]:
    return [call.model_dump() for call in roll.calls]


def apply(document: Any, change: Mapping[str, Any]) -> Any:
    """What MongoDB makes of `$set`."""
    for path, value in change.items():
        *above, last = path.split(".")
        place = document
        for name in above:
            place = place[int(name)] if isinstance(place, list) else place[name]
        place[int(last) if isinstance(place, list) else last] = value
    return document


@pytest.mark.parametrize(
    ("update", "said"),
    [
        ({}, {}),
        ({"number": 2}, {"number": 2}),
        ({"calls": (ONE, TWO.model_copy(update={"stage": "came"}))}, {"calls.1.stage": "came"}),
        ({"calls": (ONE.model_copy(), TWO.model_copy())}, {}),
        ({"notes": {**ROLL.notes, "c": ONE}}, {"notes.c": ONE.model_dump()}),
        ({"fields": {"calls/1": 4}}, {"fields.calls/1": 4}),
    ],
)
def test_only_what_is_another_than_before_is_written(update: Any, said: Any):
    assert written(ROLL, ROLL.model_copy(update=update)) == said


@pytest.mark.parametrize(
    "update",
    [
        {"calls": (ONE,)},
        {"calls": (ONE, TWO, ONE)},
        {"notes": {"a": ONE}},
        {"notes": {**ROLL.notes, "c": ONE, "d": ONE}},
        {"fields": {**ROLL.fields, "a.b": 1}},
        {"fields": {**ROLL.fields, "$a": 1}},
        {"fields": {**ROLL.fields, "": 1}},
    ],
)
def test_what_a_path_cannot_say_is_written_whole(update: Any):
    (name,) = update

    assert set(written(ROLL, ROLL.model_copy(update=update))) == {name}


CALLS = st.builds(Call, stage=st.sampled_from(["called", "came"]), tries=st.integers(0, 2))
NOTES = st.dictionaries(st.sampled_from(["a", "b", "c", "d.e"]), CALLS, max_size=4)


@given(
    before=st.builds(Roll, calls=st.lists(CALLS, max_size=3).map(tuple), notes=NOTES),
    calls=st.lists(CALLS, max_size=3).map(tuple),
    notes=NOTES,
    number=st.integers(0, 1),
)
def test_the_old_document_and_what_is_written_make_the_new_one(
    before: Roll, calls: tuple[Call, ...], notes: dict[str, Call], number: int
):
    after = before.model_copy(update={"calls": calls, "notes": notes, "number": number})

    made = apply(stored(before), written(before, after))

    made["calls"] = [dict(call) for call in made["calls"]]
    assert made == stored(after)


def test_a_sequence_that_grew_begins_as_before():
    assert begins(("a",), ("a", "b"))
    assert not begins(("a", "b"), ("a",))
    assert not begins(("a",), ("b", "a"))


def kept() -> Iterator[type[BaseModel]]:
    """The state of everything any service or the gateway keeps."""
    for one in walk_packages([*services.__path__], "services."):
        if not one.name.endswith("__main__"):
            found = vars(import_module(one.name)).values()
            yield from (shape.model for shape in found if isinstance(shape, Shape))
    yield Folded


@pytest.mark.parametrize("state", sorted(set(kept()), key=lambda one: one.__name__))
def test_nothing_with_parts_begins_filled(state: type[BaseModel]):
    """Where a former build did not keep it, a part of it alone would be all there is."""
    for field in state.model_fields.values():
        default = field.get_default(call_default_factory=True, validated_data={})
        assert not (isinstance(default, Mapping | tuple) and default)
