"""A row of the directory: what it says, and to which places it belongs."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from contracts.city import City
from contracts.city.directory import Period, Shift
from contracts.views.directory import DirectoryRow
from gateway.present.people import Faces


@dataclass(frozen=True)
class Kept:
    """A row and the places it belongs to, the district included; none: it is everybody's."""

    row: DirectoryRow
    places: frozenset[str]
    shift: Shift | None = None
    """When somebody stands there: that turns within the day, so every reading asks anew."""

    def at(self, city: City, now: datetime) -> "Kept":
        """The row as it is at an instant."""
        if self.shift is None:
            return self
        on = {"on_duty": self.shift in city.directory.on_duty(self.shift.at, now)}
        people = tuple(one.model_copy(update=on) for one in self.row.people)
        return replace(self, row=self.row.model_copy(update={"people": people}))


@dataclass(frozen=True)
class Rows:
    """Makes them of a pack, at an instant."""

    city: City
    faces: Faces

    def row(
        self,
        id: str,
        name: str,
        at: str | None,
        kind: tuple[str, str] | None = None,
        **more: Any,
    ) -> Kept:
        """A row of a table, with the places it belongs to."""
        key = ".".join(kind) if kind else None
        row = DirectoryRow(
            id=id,
            name=name,
            at=at,
            at_name=self._name(at),
            kind=kind[1] if kind else None,
            kind_zh=key and self.city.label(key, "zh"),
            kind_en=key and self.city.label(key, "en"),
            parent=more.get("parent"),
            people=tuple(more.get("people", ())),
            facts=more.get("facts", {}),
        )
        return Kept(row, self.belongs(at) if at else frozenset(), more.get("shift"))

    def called(self, id: str) -> str:
        """What people call a place, a compound or an organisation."""
        return self._name(id) or id

    def _name(self, at: str | None) -> str | None:
        named = (
            self.city.territories,
            self.city.compounds.by_id,
            self.city.organisations,
            self.city.directory.premises,
        )
        return next((table[at].name for table in named if at in table), at) if at else None

    def belongs(self, at: str) -> frozenset[str]:
        """The places something at a territory, compound, premise or organisation belongs to."""
        directory = self.city.directory
        at = directory.grid_of(at)
        compound, unit = self.city.compounds.get(at), self.city.organisations.get(at)
        place = compound.community if compound else (unit and unit.territory) or at
        inside = self.city.path(place) if place in self.city.territories else ()
        return frozenset({at, *(inside or self.city.districts)})


def days(period: Period) -> dict[str, Any]:
    """The first and the last day of a period."""
    return {"from": day(period.since), "until": day(period.until)}


def day(day: date | None) -> str | None:
    """A day as it is told."""
    return day.isoformat() if day else None
