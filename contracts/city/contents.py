"""What a city pack holds. Everything here was checked by the reader, so nothing can be missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from contracts.actor import Role
from contracts.calendar import Calendar
from contracts.city.category import Category
from contracts.city.compound import Compounds
from contracts.city.deadline import UnpublishedYears
from contracts.city.directory import Directory
from contracts.city.duty_list import DutyList
from contracts.city.intake import Standard
from contracts.city.organisation import Organisation, Person
from contracts.city.problems import Problem
from contracts.city.professional import Professionals
from contracts.city.rules import Rules
from contracts.city.teams import Alliance, Team
from contracts.city.territory import Outline, Territory
from contracts.city.visiting import Visiting
from contracts.city.whistling import Procedure


@dataclass(frozen=True, eq=False)
class Contents:
    """A whole pack, validated."""

    rules: Rules
    territories: Mapping[str, Territory]
    outlines: Mapping[str, Outline]
    """By grid id; also of communities where the pack draws them. Empty: a city without a map."""
    organisations: Mapping[str, Organisation]
    people: Mapping[str, Person]
    posts: Mapping[Role, Mapping[str, tuple[str, ...]]]
    """Role → place or organisation → account ids, in the order of the pack."""
    categories: Mapping[str, Category]
    duties: DutyList
    calendars: Mapping[str, Calendar]
    procedures: Mapping[str, Procedure]
    unpublished_years: UnpublishedYears
    professionals: Professionals = field(default_factory=lambda: Professionals({}))
    compounds: Compounds = field(default_factory=lambda: Compounds({}))
    visiting: Visiting = field(default_factory=Visiting)
    directory: Directory = field(default_factory=Directory)
    """The overlays: grids, party, forces, groups, stations, powers."""
    warnings: tuple[Problem, ...] = ()
    """What should be mended, though the pack can be used."""
    standards: Mapping[str, tuple[Standard, ...]] = field(
        default_factory=dict[str, tuple[Standard, ...]]
    )
    """Category → its standards, the usual one first."""
    teams: Mapping[str, Team] = field(default_factory=dict[str, Team])
    """Called as such: vanguard, patrol, service teams."""
    alliances: Mapping[str, Alliance] = field(default_factory=dict[str, Alliance])
