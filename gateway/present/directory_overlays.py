"""The overlays beside the tree of places: organisations, compounds, the mediation panel."""

from collections.abc import Iterator
from typing import Final

from contracts.actor import Role
from contracts.city.organisation import OrganisationKind
from gateway.present.directory_rows import Kept, Rows, day

_MEDIATING: Final = frozenset(
    {
        OrganisationKind.MEDIATION_STUDIO,
        OrganisationKind.MEDIATION_COMMITTEE,
        OrganisationKind.DISPUTE_STATION,
    }
)


class Overlays(Rows):
    """Makes their rows."""

    def organisations(self) -> Iterator[Kept]:
        """Everybody who can be called, asked or handed something: departments to studios."""
        for one in self.city.organisations.values():
            run = [compound.name for compound in self.city.compounds.of(one.id)]
            facts = {"round_the_clock": one.round_the_clock, "branch": one.branch}
            more = {"calendar": one.calendar, "compounds": tuple(run)}
            kind = ("organisation", one.kind)
            yield self.row(one.id, one.name, one.territory, kind, facts={**facts, **more})

    def compounds(self) -> Iterator[Kept]:
        """Compounds, and who runs each today."""
        today = self.faces.on
        for one in self.city.compounds:
            company, kind = one.company_on(today), ("property_mode", one.mode_on(today))
            called = {"company": company, "committee": one.committee}
            facts = {name: id and self.called(id) for name, id in called.items()}
            days = {"since": day(one.since), "until": day(one.until)}
            more = {"community": one.community, "grids": one.grids, "backstop": one.backstop}
            yield self.row(one.id, one.name, one.id, kind, facts={**facts, **days, **more})

    def mediators(self) -> Iterator[Kept]:
        """The mediation panel: who mediates where, and of which trade."""
        for person in self.city.people.values():
            trade = self.city.professionals.profession(person.id)
            kind = ("profession", trade) if trade else ("role", Role.MEDIATOR.value)
            known = self.city.professionals.known.get(person.id)
            serves = tuple(self.called(place) for place in known.serves) if known else ()
            face = self.faces.one(person.id, Role.MEDIATOR)
            for at in (at for role, at in person.held if role is Role.MEDIATOR):
                yield self.row(
                    *(f"{person.id}:{at}", face.name, at, kind),
                    people=[face],
                    facts={"serves": serves, "bodies": self._bodies(at)},
                )

    def _bodies(self, at: str) -> tuple[str, ...]:
        """The studios, committees and stations that mediate at a place."""
        bodies = self.city.organisations.values()
        return tuple(one.name for one in bodies if one.kind in _MEDIATING and one.territory == at)
