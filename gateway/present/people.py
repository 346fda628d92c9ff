"""People of the directory as they are shown: by name and by what they are there for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from contracts.city import City
from contracts.city.directory import Part
from contracts.city.local import day_of, triangle
from contracts.views.directory import PersonView, TriangleView


@dataclass(frozen=True)
class Faces:
    """Names of accounts, by the pack, at an instant."""

    city: City
    now: datetime

    @property
    def on(self) -> date:
        """The day on the wall."""
        return day_of(self.now)

    def one(self, account: str, part: str, at: str | None = None) -> PersonView:
        """One person; `at` says where to look whether they are on duty."""
        person = self.city.people.get(account)
        shifts = self.city.directory.on_duty(at, self.now) if at else ()
        return PersonView(
            account=account,
            name=person.name if person else account,
            part=part,
            part_zh=self.city.label(f"part.{part}", "zh"),
            part_en=self.city.label(f"part.{part}", "en"),
            on_duty=any(shift.person == account for shift in shifts),
        )

    def all(self, accounts: Iterable[str], part: str, at: str | None = None) -> list[PersonView]:
        """Several who are there for the same."""
        return [self.one(account, part, at) for account in accounts]

    def triangle(self, grid: str) -> TriangleView:
        """The three who carry a grid."""
        found = triangle(self.city, grid, self.on)
        return TriangleView(
            organisation=found.organisation and found.organisation.name,
            direction=tuple(self.all(found.direction, Part.PARTY_GROUP_HEAD)),
            coordination=tuple(self.all(found.coordination, Part.GRID_WORKER)),
            front=tuple(self.all(found.front, Part.BUILDING_HEAD)),
        )
