"""The optional tables of a pack, read into one directory."""

from collections.abc import Mapping

from contracts.city.category import Category
from contracts.city.directory import Directory
from contracts.city.reading.directory.areas import (
    read_grids,
    read_lines,
    read_premises,
    read_traits,
)
from contracts.city.reading.directory.forces import read_assignments, read_roster
from contracts.city.reading.directory.known import Known
from contracts.city.reading.directory.party import read_members, read_party, read_seats
from contracts.city.reading.directory.powers import (
    read_jurisdictions,
    read_powers,
    read_street_duties,
)
from contracts.city.reading.directory.units import read_groups, read_partners, read_stations
from contracts.city.reading.source import (
    CATEGORIES,
    ORGANISATIONS,
    PEOPLE,
    TERRITORIES,
    Source,
)
from contracts.city.rules import GridRules

_REFERRED = (TERRITORIES, ORGANISATIONS, PEOPLE, CATEGORIES)


def read_directory(
    source: Source, known: Known, categories: Mapping[str, Category], rules: GridRules
) -> Directory:
    """Return what the optional tables say; a pack without them has an empty directory.

    They are not looked at while a table they refer to cannot be read: one fault, one line.
    """
    if not all(source.seen.get(file) for file in _REFERRED):
        return Directory()
    lines = read_lines(source, known)
    premises = read_premises(source, known)
    grids = read_grids(source, known, lines, rules)
    party = read_party(source, known, premises)
    return Directory(
        grids=grids,
        lines=lines,
        traits=read_traits(source, known),
        premises=premises,
        party=party,
        members=read_members(source, known, party),
        seats=read_seats(source, known, party),
        assignments=read_assignments(source, known, premises),
        roster=read_roster(source, known),
        groups=read_groups(source, known, premises),
        partners=read_partners(source, known),
        stations=read_stations(source, known),
        powers=read_powers(source, known),
        duties=read_street_duties(source, categories),
        jurisdictions=read_jurisdictions(source, categories),
    )
