"""通报: what is open, overdue and closed, by unit; supervision; every talk 约谈; false feedback.

Bodies are named, no person.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.city import City
from contracts.summons import Duty
from services.evaluation.core.tally import Counted, Tally


class Standing(BaseModel):
    """How a unit's work of the month stands."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str
    of: Literal["street", "department"]
    open: int = 0
    """Whistles of a street, calls of a department; the overdue ones apart."""
    overdue: int = 0
    closed: int = 0
    withdrawn: int = 0
    supervisions: int = 0
    """督办 entries."""
    talks: int = 0
    """Of those, 约谈: in the bulletin by rule (domain.md 1.9)."""
    matters_open: int = 0
    """Accepted cases that are not closed, the overdue ones among them."""
    matters_overdue: int = 0
    matters_closed: int = 0
    false_feedback: int = 0
    """弄虚作假, found by a street: in the bulletin by rule (domain.md 1.13)."""
    warnings: int = 0
    """预警: areas of the street that stood out."""
    warnings_answered: int = 0
    """Those that somebody went to in time 事前预防."""


class Talked(BaseModel):
    """约谈 of the month: who was talked to, over which whistle, and what they owed it."""

    model_config = ConfigDict(frozen=True)

    department: str
    department_name: str
    street: str
    street_name: str
    number: str
    duty: Duty
    at: AwareDatetime


class Bulletin(BaseModel):
    """One month."""

    model_config = ConfigDict(frozen=True)

    period: str
    streets: tuple[Standing, ...]
    departments: tuple[Standing, ...]
    talks: tuple[Talked, ...] = ()
    """The first first. Bodies are named, no person."""


_TALK: Final = (
    *("streets", "number", "talks.department", "talks.duty", "talks.at"),
    "talks.month",
)
_WATCHED: Final[Mapping[str, str]] = {"supervisions": "supervisions", "talks": "talk_count"}
"""What a standing says of supervision, by the counted field it comes from."""


def bulletin_tallies(mark: str) -> Mapping[str, Tally]:
    """What must be counted for it."""
    matters = ("base", "closed", "overdue")
    watched = tuple(_WATCHED.values())
    state, calls = ("streets", "state"), ("calls.department", "calls.state")
    return {
        "whistles": Tally("sheets", "begun", mark, state, watched),
        "calls": Tally(
            "sheets", "begun", mark, calls, tuple(f"calls.{one}" for one in watched), "calls"
        ),
        "street_cases": Tally("accounts", "accepted", mark, ("streets",), matters),
        "cases": Tally("accounts", "accepted", mark, ("departments",), matters, "departments"),
        "judged": Tally("assessments", "boards", mark, ("departments",), ("false",)),
        "talks": Tally("sheets", "talked", mark, _TALK, (), "talks"),
        "risks": Tally("risks", "marks", mark, ("streets",), ("answered",)),
    }


def bulletin(period: str, counts: Mapping[str, Sequence[Counted]], city: City) -> Bulletin:
    """Put the counts together, by unit; who has nothing to show is not named."""
    streets, departments = _Board("street"), _Board("department")
    for row in counts["whistles"]:
        streets.add(row["streets"], row["state"], row["n"])
        streets.watched(row["streets"], row)
    for row in counts["calls"]:
        departments.add(row["calls_department"], row["calls_state"], row["n"])
        departments.watched(row["calls_department"], row, "calls_")
    for row in counts["street_cases"]:
        streets.matters(row["streets"], row)
    for row in counts["cases"]:
        departments.matters(row["departments"], row)
    for row in counts["judged"]:
        departments.add(row["departments"], "false_feedback", row["false"])
    for row in counts["risks"]:
        streets.add(row["streets"], "warnings", row["n"])
        streets.add(row["streets"], "warnings_answered", row["answered"])
    return Bulletin(
        period=period,
        streets=tuple(streets.standings(city)),
        departments=tuple(departments.standings(city)),
        talks=tuple(_talks(period, counts["talks"], city)),
    )


def _talks(period: str, rows: Sequence[Counted], city: City) -> Iterable[Talked]:
    """A whistle of several talks is found for each of their months; here it is this month's."""
    for row in sorted(rows, key=lambda one: (one["talks_at"], one["number"])):
        if row["talks_month"] == period:
            yield Talked(
                department=row["talks_department"],
                department_name=_name(row["talks_department"], city),
                street=row["streets"],
                street_name=_name(row["streets"], city),
                number=row["number"],
                duty=row["talks_duty"],
                at=datetime.fromisoformat(row["talks_at"]),
            )


class _Board:
    """Adds up what is told of each unit."""

    def __init__(self, of: Literal["street", "department"]) -> None:
        self._of: Literal["street", "department"] = of
        self._units: dict[str, dict[str, int]] = {}

    def add(self, id: str, name: str, n: int) -> None:
        """Add to one figure of a unit."""
        found = self._units.setdefault(id, {})
        found[name] = found.get(name, 0) + n

    def watched(self, id: str, row: Counted, of: str = "") -> None:
        """Add a count of 督办, the 约谈 among them."""
        for name, field in _WATCHED.items():
            self.add(id, name, row[f"{of}{field}"])

    def matters(self, id: str, row: Counted) -> None:
        """Add a count of cases."""
        self.add(id, "matters_open", row["base"] - row["closed"])
        self.add(id, "matters_overdue", row["overdue"])
        self.add(id, "matters_closed", row["closed"])

    def standings(self, city: City) -> Iterable[Standing]:
        """Each unit that has something to show."""
        for id, found in sorted(self._units.items()):
            if id and any(found.values()):
                yield Standing(id=id, name=_name(id, city), of=self._of, **found)


def _name(id: str, city: City) -> str:
    known = city.organisations.get(id) or city.territories.get(id)
    return known.name if known else id
