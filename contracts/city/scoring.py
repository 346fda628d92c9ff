"""The numbers of judging: one whistle one assessment, both scorecards, the three rates."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

Points = Annotated[int, Field(ge=0, le=100)]
Share = Annotated[float, Field(ge=0, le=1)]


class Scoring(BaseModel):
    """How one assessment becomes a number from 0 to 100, and a month a ranking."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    weights: Mapping[str, Points]
    """Items of an assessment; they sum to 100."""
    deductions: Mapping[str, Points]
    """Taken off, once per event."""
    deduction_cap: Points
    bonuses: Mapping[str, Points]
    bonus_cap: Points
    fast_share: Share
    """Done within this share of the limit earns the bonus `fast`."""
    zero_for: tuple[str, ...]
    """Findings that make the score 0."""
    department_street: Share
    """Share of the street's scores in a department's month; the rest is the system's own part."""
    street: Mapping[str, Points]
    """Items of a street's month; they sum to 100."""
    wrong_whistle: Points
    """Taken off the street's month for each whistle that was wrong."""
    min_sample: int = Field(ge=1)
    """Whistles, and valid call-backs, of a month below which nobody is ranked (ours)."""
    bands: tuple[Points, Points, Points]
    """Lowest score of green, yellow, orange; below is red."""

    @model_validator(mode="after")
    def _sums(self) -> "Scoring":
        for name in ("weights", "street"):
            total = sum(getattr(self, name).values())
            if total != 100:
                raise ValueError(f"{name} sum to {total}, not 100")
        return self


class Rates(BaseModel):
    """三率: how the response, solution and satisfaction rates become one number."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    response: Share
    solution: Share
    satisfaction: Share
    basically_satisfied: Share
    """What 基本满意 counts, beside 1 for 满意."""
    day_cut: str = Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    """When a statistics day ends, wall clock."""

    @model_validator(mode="after")
    def _sums(self) -> "Rates":
        total = self.response + self.solution + self.satisfaction
        if abs(total - 1) > 1e-9:
            raise ValueError(f"response, solution and satisfaction sum to {total:g}, not 1")
        return self
