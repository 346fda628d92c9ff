"""A deadline with its reasons, and the warning when it stands on unannounced holidays."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a limit ends, and by which rule."""

    at: datetime
    rule: str
    """The limit and the calendar it ran on, as "4 wh/region"."""
    calendar_version: str


@dataclass(frozen=True, slots=True)
class UnpublishedYears:
    """Years whose swap days (调休) nobody has announced yet; deadlines in them may still move."""

    years: tuple[int, ...]
    calendar_version: str

    def __bool__(self) -> bool:
        """Whether there is anything to warn of."""
        return bool(self.years)
