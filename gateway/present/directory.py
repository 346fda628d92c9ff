"""The tables of the directory, written once per pack as rows that know where they belong.

A row belongs to places; who has one of them in reach may read it, and what belongs to no place
(lines, powers, catalogues) everybody may. So every tier reads the same tables: the district all of
them, a street, community or grid its own part (四级联网).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from contracts.city import City
from contracts.city.directory import Shift
from gateway.present.directory_overlays import Overlays
from gateway.present.directory_rows import Kept, Rows, day, days
from gateway.present.people import Faces

Shelf: TypeAlias = Sequence["Kept"]
_DAYS = "一二三四五六日"


class Tables(Rows):
    """Makes the rows of a pack."""

    def grids(self) -> Iterator[Kept]:
        """Grids: kind, host, households, lines."""
        for grid in self.city.directory.grids.values():
            place = self.city.territory(grid.id)
            facts = {"host": grid.host, "households": grid.households, "lines": grid.lines}
            yield self.row(grid.id, place.name, grid.id, ("grid", grid.kind), facts=facts)

    def premises(self) -> Iterator[Kept]:
        """Buildings, units, groups, households."""
        directory = self.city.directory
        for one in directory.premises.values():
            facts = {"compound": one.compound, "flags": one.flags}
            at, kind = directory.grid_of(one.id), ("premise", one.kind)
            yield self.row(one.id, one.name, at, kind, parent=one.parent, facts=facts)

    def party(self) -> Iterator[Kept]:
        """Organisations of the party, with their level."""
        for one in self.city.directory.party.values():
            people = [self.faces.one(one.secretary, "secretary")] if one.secretary else []
            facts = {"level": one.level, "grids": one.grids}
            kind = ("party", one.kind)
            yield self.row(
                one.id, one.name, one.at, kind, parent=one.parent, people=people, facts=facts
            )

    def members(self) -> Iterator[Kept]:
        """Members and what they have taken on."""
        for nth, one in enumerate(self.city.directory.members, 1):
            at = self.city.directory.party[one.of].at
            people = [self.faces.one(one.person, one.kind)]
            facts = {"of": one.of, "post": one.post}
            yield self.row(
                f"{nth:06}", people[0].name, at, ("member", one.kind), people=people, facts=facts
            )

    def seats(self) -> Iterator[Kept]:
        """Who from outside sits in a street's body."""
        for nth, one in enumerate(self.city.directory.seats, 1):
            unit = self.city.organisations.get(one.holder)
            people = [] if unit else [self.faces.one(one.holder, one.kind)]
            name = unit.name if unit else people[0].name
            facts = {"body": one.body, **days(one.period)}
            at = self.city.directory.party[one.body].at
            yield self.row(f"{nth:06}", name, at, ("seat", one.kind), people=people, facts=facts)

    def assignments(self) -> Iterator[Kept]:
        """Who stands for what where."""
        for nth, one in enumerate(self.city.directory.assignments, 1):
            person, kind = self.faces.one(one.person, one.part), ("part", one.part)
            facts = days(one.period)
            yield self.row(f"{nth:06}", person.name, one.at, kind, people=[person], facts=facts)

    def roster(self) -> Iterator[Kept]:
        """Who is on duty when."""
        for nth, one in enumerate(self.city.directory.roster, 1):
            person, kind = self.faces.one(one.person, one.duty), ("part", one.duty)
            yield self.row(
                *(f"{nth:06}", person.name, one.at, kind),
                people=[person],
                facts=_hours(one),
                shift=one,
            )

    def groups(self) -> Iterator[Kept]:
        """The five chains."""
        for one in self.city.directory.groups.values():
            owner = self.faces.one(one.owner, "group_owner")
            admins = self.faces.all(one.admins, "group_admin")
            kind, facts = ("group", str(one.level)), {"level": one.level}
            yield self.row(
                *(one.id, one.name, one.at, kind),
                parent=one.parent,
                people=[owner, *admins],
                facts=facts,
            )

    def partners(self) -> Iterator[Kept]:
        """Units that stand by communities."""
        for nth, one in enumerate(self.city.directory.partners, 1):
            unit = self.city.organisation(one.unit)
            facts = {"unit": one.unit, **days(one.period)}
            kind = ("organisation", unit.kind)
            yield self.row(f"{nth:06}", unit.name, one.community, kind, facts=facts)

    def stations(self) -> Iterator[Kept]:
        """Centres and stations (1+10+N)."""
        for one in self.city.directory.stations.values():
            kind, facts = ("station", one.kind), {"services": one.services}
            yield self.row(one.id, one.name, one.at, kind, parent=one.parent, facts=facts)

    def traits(self) -> Iterator[Kept]:
        """What makes areas hard to govern."""
        for area, traits in self.city.directory.traits.items():
            for trait in traits:
                name = self.city.label(f"trait.{trait}", "zh")
                yield self.row(f"{area}-{trait}", name, area, ("trait", trait))

    def lines(self) -> Iterator[Kept]:
        """Lines of work and their departments."""
        for one in self.city.directory.lines.values():
            facts = {"department": one.department, "name_en": one.name_en}
            yield self.row(one.code, one.name_zh, None, facts=facts)

    def powers(self) -> Iterator[Kept]:
        """Powers granted to streets."""
        for one in self.city.directory.powers:
            facts = {"name_en": one.name_en, "basis": one.basis, "acts": one.acts}
            more = {"streets": one.streets, **days(one.period)}
            yield self.row(one.code, one.name_zh, None, facts={**facts, **more})

    def duties(self) -> Iterator[Kept]:
        """The street's catalogue of duties."""
        for one in self.city.directory.duties:
            facts = {"accepted": one.accepted, "reason": one.reason, "name_en": one.name_en}
            more = {"categories": one.categories}
            yield self.row(one.code, one.name_zh, None, facts={**facts, **more})

    def jurisdictions(self) -> Iterator[Kept]:
        """From which level on what may be settled, since when."""
        for one in self.city.directory.jurisdictions:
            facts = {"level": one.level, "basis": one.basis, **days(one.period)}
            name = self.city.label(f"category.{one.category}", "zh")
            yield self.row(f"{one.row:06}", name, None, facts={"category": one.category, **facts})


TABLES: Mapping[str, Callable[[Tables], Iterable[Kept]]] = {
    "grids": Tables.grids,
    "premises": Tables.premises,
    "party": Tables.party,
    "members": Tables.members,
    "seats": Tables.seats,
    "assignments": Tables.assignments,
    "roster": Tables.roster,
    "groups": Tables.groups,
    "partners": Tables.partners,
    "stations": Tables.stations,
    "traits": Tables.traits,
    "lines": Tables.lines,
    "powers": Tables.powers,
    "duties": Tables.duties,
    "jurisdictions": Tables.jurisdictions,
}


OVERLAYS: Mapping[str, Callable[[Overlays], Iterable[Kept]]] = {
    "organisations": Overlays.organisations,
    "compounds": Overlays.compounds,
    "mediators": Overlays.mediators,
}


def shelves(city: City, now: datetime) -> Mapping[str, Shelf]:
    """All tables of a pack, each in the order of its rows' ids."""
    faces = Faces(city, now)
    tables, overlays = Tables(city, faces), Overlays(city, faces)
    made = {
        **{name: make(tables) for name, make in TABLES.items()},
        **{name: make(overlays) for name, make in OVERLAYS.items()},
    }
    return {name: sorted(rows, key=lambda kept: kept.row.id) for name, rows in made.items()}


def _hours(shift: Shift) -> dict[str, Any]:
    days = day(shift.only) or "".join(_DAYS[day] for day in sorted(shift.days))
    return {"days": days, "hours": f"{shift.since:%H:%M}-{shift.until:%H:%M}"}
