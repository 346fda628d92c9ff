"""What the tables of the directory may refer to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from contracts.actor import Role
from contracts.city.organisation import Organisation, OrganisationKind, Person
from contracts.city.reading.source import COMPOUNDS, Source
from contracts.city.reading.table import Row
from contracts.city.territory import Territory
from contracts.words import Level

COMPOUND: Final = "compound"
"""What a row of compounds.csv is."""


@dataclass(frozen=True)
class Known:
    """The places, organisations and people of the pack that is being read."""

    territories: Mapping[str, Territory]
    organisations: Mapping[str, Organisation]
    people: Mapping[str, Person]

    def is_a(self, source: Source, id: str) -> str | None:
        """What an id is: a territory's level, a compound, an organisation's kind; None: unknown."""
        if id in self.territories:
            return self.territories[id].level.value
        if id in source.seen.get(COMPOUNDS, {}):
            return COMPOUND
        if id in self.organisations:
            return self.organisations[id].kind.value
        # A pack that lists no compounds may name them all the same.
        return COMPOUND if id and COMPOUNDS not in source.files else None

    def of_level(self, *levels: Level) -> list[Territory]:
        """Territories of these levels."""
        return [place for place in self.territories.values() if place.level in levels]

    def of_kind(self, *kinds: OrganisationKind) -> list[Organisation]:
        """Organisations of these kinds."""
        return [found for found in self.organisations.values() if found.kind in kinds]

    def person(self, row: Row, name: str, value: str) -> bool:
        """Whether an account is in the pack."""
        return row.exists(name, value, self.people, "people.csv")

    def holds(self, account: str, role: Role, at: str) -> bool:
        """Whether an account holds a post there."""
        return account in self.people and (role, at) in self.people[account].held
