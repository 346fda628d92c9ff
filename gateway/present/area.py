"""One area with everybody who acts there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from contracts.city import Organisation
from contracts.city.directory import CONTACTS, Part
from contracts.city.local import deputies, force, head, lines, posted
from contracts.views.city import Named
from contracts.views.directory import AreaView, ForceView, PersonView, PowerView, ServiceLineView
from contracts.words import Level
from gateway.present.people import Faces


@dataclass(frozen=True)
class Area:
    """A territory about to be shown."""

    id: str
    faces: Faces

    def view(self) -> AreaView:
        """Everything about it."""
        city, faces = self.faces.city, self.faces
        place = city.territory(self.id)
        answers = head(city, self.id, faces.on)
        return AreaView(
            id=self.id,
            name=place.name,
            level=place.level,
            area_kind=place.area_kind,
            path=tuple(self._place(id) for id in city.path(self.id)),
            traits=tuple(self._word("trait", t) for t in city.directory.traits.get(self.id, ())),
            head=faces.one(answers, Part.HEAD) if answers else None,
            on_duty=tuple(self._on_duty()),
            deputies=tuple(self._deputies()),
            party=self._party(),
            groups=self._groups(),
            **_MORE.get(place.level, _nothing)(self),
        )

    def _place(self, id: str) -> Named:
        name = self.faces.city.territory(id).name
        return Named(code=id, zh=name, en=name)

    def _word(self, kind: str, code: str) -> Named:
        city = self.faces.city
        key = f"{kind}.{code}"
        return Named(code=code, zh=city.label(key, "zh"), en=city.label(key, "en"))

    def _on_duty(self) -> list[PersonView]:
        shifts = self.faces.city.directory.on_duty(self.id, self.faces.now)
        return [self.faces.one(shift.person, shift.duty, self.id) for shift in shifts]

    def _deputies(self) -> list[PersonView]:
        city, on = self.faces.city, self.faces.on
        both = (Part.DEPUTY_B, Part.DEPUTY_A)
        letter = {who: part for part in both for who in city.directory.assigned(part, self.id, on)}
        there = deputies(city, self.id, on)
        return [self.faces.one(who, letter[who], self.id) for who in there]

    def _party(self) -> tuple[str, ...]:
        """What is built on it, and for a grid what leads it."""
        directory = self.faces.city.directory
        led = directory.leading(self.id)
        return tuple(one.name for one in (*directory.party_at(self.id), *([led] if led else [])))

    def _groups(self) -> tuple[str, ...]:
        directory = self.faces.city.directory
        own = directory.group_at(self.id)
        return tuple(group.name for group in directory.upward(own.id)) if own else ()

    def grid(self) -> dict[str, Any]:
        """What only a grid has."""
        city, faces = self.faces.city, self.faces
        grid = city.directory.grids.get(self.id)
        ready = force(city, self.id, faces.now)
        by_account = {who: part for part in CONTACTS[::-1] for who in ready.parts[part]}
        named = (city.directory.lines[code] for code in grid.lines) if grid else ()
        return {
            "grid_kind": grid and grid.kind,
            "host": grid and grid.host,
            "households": grid and grid.households,
            "lines": tuple(Named(code=n.code, zh=n.name_zh, en=n.name_en) for n in named),
            "force": ForceView(
                complete=ready.complete,
                missing=tuple(self._word("part", part) for part in ready.missing),
                contacts=tuple(faces.one(who, by_account[who], self.id) for who in ready.contacts),
            ),
            "triangle": faces.triangle(self.id),
        }

    def community(self) -> dict[str, Any]:
        """What only a community has."""
        city, faces = self.faces.city, self.faces
        units = (city.organisation(u) for u in city.directory.partners_of(self.id, faces.on))
        advisers = (Part.LEGAL_ADVISER, Part.POLICE_ASSISTANT)
        return {
            "service_lines": tuple(self._line(one) for one in lines(city, self.id)),
            "partners": tuple(Named(code=one.id, zh=one.name, en=one.name) for one in units),
            "advisers": tuple(
                faces.one(who, part)
                for part in advisers
                for who in city.directory.assigned(part, self.id, faces.on)
            ),
        }

    def _line(self, line: Organisation) -> ServiceLineView:
        city, faces = self.faces.city, self.faces
        answers = head(city, line.id, faces.on)
        kind = self._word("line", line.kind)
        return ServiceLineView(
            code=line.id,
            zh=line.name,
            en=line.name,
            kind=kind.code,
            kind_zh=kind.zh,
            kind_en=kind.en,
            head=faces.one(answers, Part.HEAD) if answers else None,
            people=tuple(faces.all(posted(city, line.id), line.kind)),
        )

    def street(self) -> dict[str, Any]:
        """What only a street has."""
        granted = self.faces.city.directory.granted(self.id, self.faces.on)
        return {
            "powers": tuple(
                PowerView(code=p.code, zh=p.name_zh, en=p.name_en, basis=p.basis, acts=p.acts)
                for p in granted
            )
        }


def _nothing(_: Area) -> dict[str, Any]:
    return {}


_MORE: Final[Mapping[Level, Callable[[Area], dict[str, Any]]]] = {
    Level.GRID: Area.grid,
    Level.COMMUNITY: Area.community,
    Level.STREET: Area.street,
}
