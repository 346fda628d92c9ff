"""The hours of a working day, in minutes from midnight, so that 24:00 can be said."""

import re
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, model_serializer, model_validator

_TEXT = re.compile(r"^\s*(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\s*$", re.ASCII)


class Shift(BaseModel):
    """One unbroken stretch of a working day; written "08:00-12:00"."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    opens: int = Field(ge=0, le=1440)
    closes: int = Field(ge=0, le=1440)

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        found = _TEXT.match(value)
        if found is None or int(found[2]) > 59 or int(found[4]) > 59:
            raise ValueError(f"{value!r} is not a stretch of hours such as '08:00-12:00'")
        h1, m1, h2, m2 = (int(part) for part in found.groups())
        return {"opens": h1 * 60 + m1, "closes": h2 * 60 + m2}

    @model_validator(mode="after")
    def _forwards(self) -> "Shift":
        if self.opens >= self.closes:
            raise ValueError("a stretch of hours ends after it begins")
        return self

    @model_serializer
    def _to_text(self) -> str:
        return "-".join(f"{m // 60:02}:{m % 60:02}" for m in (self.opens, self.closes))


OFFICE_HOURS: Final = (Shift(opens=480, closes=720), Shift(opens=840, closes=1080))
"""08:00–12:00 and 14:00–18:00, eight hours."""

ROUND_THE_CLOCK: Final = (Shift(opens=0, closes=1440),)
"""Water, power, gas, heat, emergency."""
