"""What is wrong with a pack, in words for the person who must mend it.

Row 1 of a table is its header, as a spreadsheet counts; in grids.geojson rows count features.
"""

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, computed_field

from contracts.city.reasons import REASONS


class Problem(BaseModel):
    """One thing to mend: where it is, and why it is wrong."""

    model_config = ConfigDict(frozen=True)

    file: str
    row: int | None = None
    field: str | None = None
    code: str
    facts: Mapping[str, str] = {}
    warning: bool = False
    """The pack can be used all the same."""

    @computed_field
    @property
    def reason(self) -> str:
        """The reason in English."""
        return self.said("en")

    def said(self, lang: Literal["zh", "en"]) -> str:
        """Return the reason in one language."""
        return REASONS[self.code][lang == "en"].format_map(self.facts)

    def __str__(self) -> str:
        """Write the place and the reason on one line."""
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.field is not None:
            place.append(self.field)
        return f"{', '.join(place)}: {self.reason}"


class BrokenPack(ValueError):
    """The pack cannot be used; `problems` names everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
