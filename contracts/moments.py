"""Days and times people give: between two years, and never a bare number.

A number would be read as seconds since 1970, which nobody means; and a day at the edge of what a
calendar can hold breaks whatever reckons with it. The bounds are ours: no matter of a district is
older than its records, and none is planned for a hundred years.

They bind what a person sends. What was said before is read as it was said: a bound that came later
must not make an old event unreadable. So `Moment` and `Day` stand in commands only; a model that is
kept inside events has plain times, and is marked `Sent` where a command carries it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any, Final, LiteralString

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    GetCoreSchemaHandler,
    ValidationError,
)
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from contracts.calendar.wall import to_instant, to_wall

EARLIEST: Final = date(1950, 1, 1)
LATEST: Final = date(2100, 1, 1)


@dataclass(frozen=True)
class _Written:
    """As text: JSON is strict about it; of what was read from JSON before, this one asks."""

    kind: LiteralString

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Tell pydantic."""
        inner = handler(source)

        def checked(value: Any) -> Any:
            if isinstance(value, int | float):
                raise PydanticCustomError(self.kind, "a bare number")
            return value

        before = core_schema.no_info_before_validator_function(checked, inner)
        return core_schema.json_or_python_schema(inner, before)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


_INSTANTS: Final = (_midnight(EARLIEST), _midnight(LATEST))
_DAYS: Final = (EARLIEST, LATEST)


def _out_of_time() -> PydanticCustomError:
    told = {"earliest": EARLIEST.isoformat(), "latest": LATEST.isoformat()}
    return PydanticCustomError("out_of_time", "between {earliest} and {latest}", told)


def _within(earliest: Any, latest: Any) -> Callable[[Any], Any]:
    def within(value: Any) -> Any:
        if not earliest <= value < latest:
            raise _out_of_time()
        return value

    return within


def _each_within(carried: BaseModel) -> BaseModel:
    """Refuse a model by those of its times that lie outside."""
    wrong = [
        InitErrorDetails(type=_out_of_time(), loc=(name,), input=value)
        for name, value in vars(carried).items()
        if isinstance(value, date) and not _inside(value)
    ]
    if wrong:
        raise ValidationError.from_exception_data(type(carried).__name__, wrong)
    return carried


def _inside(value: date) -> bool:
    earliest, latest = _INSTANTS if isinstance(value, datetime) else _DAYS
    return earliest <= value < latest


Moment = Annotated[
    AwareDatetime,
    _Written("datetime_type"),
    AfterValidator(_within(*_INSTANTS)),
]
"""An instant, with its time zone."""
Day = Annotated[date, _Written("date_type"), AfterValidator(_within(*_DAYS))]
"""A day of the calendar on the wall."""
Sent: Final = AfterValidator(_each_within)
"""Marks a model a command carries: each of its times is bounded, and refused by its own name."""


def instant(told: str) -> datetime:
    """Return the instant that somebody wrote in a field, in ISO 8601.

    Raises:
        ValueError: it is none, does not say its time zone, or lies out of these bounds.
    """
    at = datetime.fromisoformat(told)
    earliest, latest = _INSTANTS
    if at.tzinfo is None or not earliest <= at < latest:
        raise ValueError(told)
    return to_instant(to_wall(at))
