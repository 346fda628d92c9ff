"""A limit as people write it: a number and a unit of time, "4 wh" or "30 min".

It travels and is stored in that text form, so a limit reads the same in a city pack, in an event
and on a screen. Days are whole numbers, because "same clock time on the n-th workday" has no half.
"""

import re
from enum import StrEnum
from typing import Any, Final

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    model_serializer,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


class Unit(StrEnum):
    """How the time of a limit runs."""

    SECOND = "s"
    """Clock; for exercises."""
    MINUTE = "min"
    """Clock."""
    URGENT_HOUR = "uh"
    """紧急工作时: clock, nights and holidays count."""
    CAL_HOUR = "h"
    """Clock."""
    WORK_HOUR = "wh"
    """工作时: only working time counts."""
    WORK_DAY = "wd"
    """工作日: the same clock time on the n-th workday after."""
    CAL_DAY = "cd"
    """自然日: first day not counted, ends at 24:00, never on a rest day."""


WORKING: Final = frozenset({Unit.WORK_HOUR, Unit.WORK_DAY})
"""Units whose time stands still outside working hours."""

_DAYS = frozenset({Unit.WORK_DAY, Unit.CAL_DAY})
_PATTERN = r"^\s*(\d+(?:\.\d+)?)\s*(s|min|uh|h|wh|wd|cd)\s*$"
_TEXT = re.compile(_PATTERN, re.ASCII)
_LONGEST = 10_000


class Span(BaseModel):
    """A limit, say `Span.parse("4 wh")`. More than 0, at most 10,000 of its unit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    n: float = Field(gt=0, le=_LONGEST, allow_inf_nan=False)
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> "Span":
        """Read "4 wh", "30 min", "5 wd", "7 cd", "24 h", "2 uh", "3 s".

        Raises:
            ValueError: not a limit.
        """
        return cls.model_validate(text)

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        found = _TEXT.match(value)
        if found is None:
            raise ValueError(f"{value!r} is not a limit such as '4 wh', '30 min' or '5 wd'")
        return {"n": float(found[1]), "unit": found[2]}

    @model_validator(mode="after")
    def _whole_days(self) -> "Span":
        if self.unit in _DAYS and not self.n.is_integer():
            raise ValueError("a limit in days is a whole number of days")
        return self

    @model_serializer
    def _to_text(self) -> str:
        return str(self)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe the text form, the only one that is written."""
        return {"type": "string", "pattern": _PATTERN, "examples": ["4 wh", "30 min", "5 wd"]}

    def __str__(self) -> str:
        """Write the text form."""
        number = int(self.n) if self.n.is_integer() else self.n
        return f"{number} {self.unit.value}"
