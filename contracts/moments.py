"""Days and times people give: between two years, and never a bare number.

A number would be read as seconds since 1970, which nobody means; and a day at the edge of what a
calendar can hold breaks whatever reckons with it. The bounds are ours: no matter of a district is
older than its records, and none is planned for a hundred years.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any, Final, LiteralString

from pydantic import AfterValidator, AwareDatetime, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

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


def _within(earliest: Any, latest: Any) -> Callable[[Any], Any]:
    def within(value: Any) -> Any:
        if not earliest <= value < latest:
            told = {"earliest": EARLIEST.isoformat(), "latest": LATEST.isoformat()}
            raise PydanticCustomError("out_of_time", "between {earliest} and {latest}", told)
        return value

    return within


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


Moment = Annotated[
    AwareDatetime,
    _Written("datetime_type"),
    AfterValidator(_within(_midnight(EARLIEST), _midnight(LATEST))),
]
"""An instant, with its time zone."""
Day = Annotated[date, _Written("date_type"), AfterValidator(_within(EARLIEST, LATEST))]
"""A day of the calendar on the wall."""
