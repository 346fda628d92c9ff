"""Times that people send lie within bounds; what was said before is read as it was said."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from fastapi.exceptions import RequestValidationError
from pydantic import AfterValidator, AwareDatetime, BaseModel

from contracts.commands.case import Report
from contracts.commands.command import Command
from contracts.commands.offer import MakeOffer
from contracts.commands.routes import ROUTES
from contracts.envelope import decode
from contracts.events import EVENTS
from contracts.moments import Day, Moment, Sent
from contracts.reasons import reason
from services.chassis.posted import read
from tests.unit.test_clocks import shapes

BOUNDS = [
    one for kind in (Moment, Day) for one in kind.__metadata__ if isinstance(one, AfterValidator)
]
ODD = "9999-12-31T23:00:00Z"
SHIFT = {"id": "s1", "starts_at": ODD, "ends_at": ODD, "places": 1}
CARRIED = {
    ("group", "sent_at"): {"group": "g", "level": 5, "sender": "3-402", "sent_at": ODD},
    ("order", "due_at"): {
        "external": "HC-1",
        "kind": "complaint",
        "due_at": "0007-01-01T00:00:00Z",
    },
    ("mandate", "agreed_on"): {"by": "王", "to": "区信访局", "agreed_on": "1026-11-23"},
    ("shifts", "starts_at"): [SHIFT],
    ("shifts", "ends_at"): [SHIFT],
}
"""What is kept inside events and has times of its own, with one nobody can have meant."""
COMMANDS = {"group": Report, "order": Report, "mandate": Report, "shifts": MakeOffer}
FIELDS = {field for _, field in CARRIED}
KEPT = [*EVENTS.values(), *dict.fromkeys(shape.model for shape in shapes())]
SAMPLES = Path("deploy/contracts/samples")


def commands(base: type[Command] = Command) -> Iterator[type[Command]]:
    """Every command there is."""
    assert ROUTES, "they are imported with their doors"
    for kind in base.__subclasses__():
        yield kind
        yield from commands(kind)


def times(kind: Any, bound: bool = False, path: str = "", seen: frozenset[Any] = frozenset()):
    """The path of every time in a type, and whether anything bounds it."""
    marks = getattr(kind, "__metadata__", ())
    bound = bound or Sent in marks or any(mark in BOUNDS for mark in marks)
    if kind in (datetime, date, AwareDatetime) or (marks and kind in (Moment, Day)):
        yield path, bound
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, field in kind.model_fields.items() if kind not in seen else ():
            held = bound or Sent in field.metadata or any(one in BOUNDS for one in field.metadata)
            yield from times(field.annotation, held, f"{path}.{name}", seen | {kind})
    else:
        for part in get_args(kind):
            yield from times(part, bound, path, seen)


def event(name: str, carried: Any) -> bytes:
    """Something that was said, which carries this."""
    file = "offer.proposed.1" if name == "shifts" else "case.reported.1"
    said = json.loads((SAMPLES / f"{file}.json").read_text("utf-8"))
    return json.dumps({**said, "data": {**said["data"], name: carried}}).encode()


def posted(name: str, carried: Any) -> bytes:
    """The same, as somebody sends it."""
    told = {"text": "x", "address": "x", "point": {"lng": 120, "lat": 30}}
    what = {"kind": "post", "title": "x"} if name == "shifts" else {"category": "P0101"}
    return json.dumps({**told, **what, name: carried}).encode()


@pytest.mark.parametrize("kind", [*commands()], ids=lambda kind: kind.__name__)
def test_every_time_somebody_sends_is_bounded(kind):
    assert [path for path, bound in times(kind) if not bound] == []


@pytest.mark.parametrize("kind", KEPT)
def test_no_time_that_is_kept_is_bounded(kind):
    assert [path for path, bound in times(kind) if bound] == []


@pytest.mark.parametrize(("name", "field"), CARRIED)
def test_an_old_event_with_an_odd_day_is_read_and_a_command_with_it_is_refused(name, field):
    carried = CARRIED[name, field]

    said = decode(event(name, carried), EVENTS)
    with pytest.raises(RequestValidationError) as refused:
        read(COMMANDS[name], posted(name, carried))

    kept = getattr(said.data, name)
    assert str(getattr(kept[0] if name == "shifts" else kept, field).year) in str(carried)
    at = (name, 0, field) if name == "shifts" else (name, field)
    wrong = {error["loc"]: error for error in refused.value.errors()}
    assert wrong[at]["type"] == "out_of_time"
    why = reason(wrong[at]["type"], "zh", wrong[at]["ctx"])
    assert why == "应在 1950-01-01 至 2100-01-01 之间"


@pytest.mark.parametrize(("name", "field"), CARRIED)
def test_a_day_that_can_be_meant_is_taken_and_a_bare_number_is_not(name, field):
    held = CARRIED[name, field]
    row = held[0] if name == "shifts" else held
    day = "2026-11-23" if field == "agreed_on" else "2026-11-23T08:00:00Z"
    meant = {key: day if key in FIELDS else value for key, value in row.items()}
    number = {**meant, field: 1_795_000_000}

    command = read(COMMANDS[name], posted(name, [meant] if name == "shifts" else meant))
    with pytest.raises(RequestValidationError) as refused:
        read(COMMANDS[name], posted(name, [number] if name == "shifts" else number))

    assert getattr(command, name)
    assert [error["loc"][-1] for error in refused.value.errors()] == [field]
