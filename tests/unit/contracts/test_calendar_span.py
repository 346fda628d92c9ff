"""A limit is read and written in one text form."""

import re

import pytest
from pydantic import BaseModel, ValidationError

from contracts.calendar import Shift, Span, Unit


class Owed(BaseModel):
    within: Span


@pytest.mark.parametrize(
    ("text", "n", "unit"),
    [
        ("4 wh", 4, Unit.WORK_HOUR),
        ("30 min", 30, Unit.MINUTE),
        ("5 wd", 5, Unit.WORK_DAY),
        ("7 cd", 7, Unit.CAL_DAY),
        ("24 h", 24, Unit.CAL_HOUR),
        ("2 uh", 2, Unit.URGENT_HOUR),
        ("3 s", 3, Unit.SECOND),
        ("1.5 wh", 1.5, Unit.WORK_HOUR),
    ],
)
def test_a_limit_keeps_its_text(text: str, n: float, unit: Unit) -> None:
    span = Span.parse(text)

    assert (span.n, span.unit, str(span)) == (n, unit, text)


@pytest.mark.parametrize("text", ["4wh", " 4   wh "])
def test_blanks_do_not_matter(text: str) -> None:
    span = Span.parse(text)

    assert str(span) == "4 wh"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4",
        "wh",
        "4 x",
        "-4 wh",
        "0 wh",
        "1.5 wd",
        "0.5 cd",
        "10001 h",
        "nan h",
        "4 wh 5",
        "٤ wh",
    ],
)
def test_what_is_no_limit_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        Span.parse(text)


def test_a_limit_travels_as_text() -> None:
    owed = Owed(within=Span.parse("4 wh"))

    written = owed.model_dump_json()

    assert written == '{"within":"4 wh"}'
    assert Owed.model_validate_json(written) == owed


def test_its_schema_is_that_of_the_text() -> None:
    schema = Span.model_json_schema()

    assert schema["type"] == "string"
    assert re.fullmatch(schema["pattern"], "4 wh")


@pytest.mark.parametrize(
    ("text", "minutes"), [("08:00-12:00", (480, 720)), ("00:00-24:00", (0, 1440))]
)
def test_hours_keep_their_text(text: str, minutes: tuple[int, int]) -> None:
    shift = Shift.model_validate(text)

    assert (shift.opens, shift.closes) == minutes
    assert shift.model_dump() == text


@pytest.mark.parametrize("text", ["12:00-08:00", "08:00", "08:60-12:00", "20:00-25:00", "8-12"])
def test_what_are_no_hours_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        Shift.model_validate(text)
