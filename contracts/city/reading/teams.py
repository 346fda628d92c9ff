"""teams.toml: teams that are called as such, and alliances of units. A pack may have none."""

from collections.abc import Iterator, Mapping
from typing import Final

from pydantic import TypeAdapter

from contracts.city.organisation import Organisation, Person
from contracts.city.reading.source import ORGANISATIONS, PEOPLE, TERRITORIES, Source
from contracts.city.reading.toml import fit, load
from contracts.city.teams import Team, Teams
from contracts.city.territory import Territory

TEAMS: Final = "teams.toml"

_MODEL = TypeAdapter(Teams)


def read_teams(
    source: Source,
    territories: Mapping[str, Territory],
    organisations: Mapping[str, Organisation],
    people: Mapping[str, Person],
) -> Teams:
    """Return the teams and alliances; none when the pack has no such file."""
    found: Mapping[str, object] = load(source, TEAMS) if TEAMS in source.files else {}
    read = fit(source, TEAMS, _MODEL, found) or Teams()
    for where, id in _twice(read):
        source.wrong(TEAMS, None, where, "twice", value=id)
    places, units = _ids(read)
    known = {
        TERRITORIES: (territories, places),
        ORGANISATIONS: (organisations, units),
        PEOPLE: (people, _members(read.teams)),
    }
    # A table that could not be read is a fault of its own, not one of everybody who refers to it.
    readable = all(source.seen.get(file) for file in known)
    for file, (there, named) in known.items():
        for where, id in named:
            if readable and id not in there:
                source.wrong(TEAMS, None, where, "unknown", value=id, where=file)
    return read


def _twice(read: Teams) -> Iterator[tuple[str, str]]:
    for where, ids in (
        ("teams", [team.id for team in read.teams]),
        ("alliances", [alliance.id for alliance in read.alliances]),
    ):
        yield from ((where, id) for id in sorted(set(ids)) if ids.count(id) > 1)


def _ids(read: Teams) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    places = [("teams.at", t.at) for t in read.teams] + [
        ("alliances.at", a.at) for a in read.alliances
    ]
    units = [("teams.unit", t.unit) for t in read.teams if t.unit] + [
        ("alliances.units", unit) for a in read.alliances for unit in a.units
    ]
    return places, units


def _members(teams: tuple[Team, ...]) -> list[tuple[str, str]]:
    return [("teams.members", member) for team in teams for member in team.members]
