"""From the files of a pack to a City, or to the list of everything that is wrong with them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from contracts.calendar import Calendar
from contracts.city.category import Category
from contracts.city.city import City
from contracts.city.intake import Standard
from contracts.city.problems import BrokenPack, Problem
from contracts.city.reading.calendars import read_calendars
from contracts.city.reading.categories import check_older, read_categories
from contracts.city.reading.compounds import read_compounds
from contracts.city.reading.directory import read_directory
from contracts.city.reading.directory.known import Known
from contracts.city.reading.directory.units import check_station_hours
from contracts.city.reading.duties import read_duties
from contracts.city.reading.households import check_policies
from contracts.city.reading.manning import check_manned
from contracts.city.reading.organisations import read_organisations
from contracts.city.reading.outlines import read_outlines
from contracts.city.reading.people import read_people, standing
from contracts.city.reading.procedures import read_procedures
from contracts.city.reading.professionals import check_committees, read_professionals
from contracts.city.reading.rules import read_rules
from contracts.city.reading.source import Source
from contracts.city.reading.standards import check_bound, read_standards
from contracts.city.reading.teams import read_teams
from contracts.city.reading.territories import read_territories
from contracts.city.reading.visiting import Town, read_visiting
from contracts.city.rules import GridRules, Hours, Rules
from contracts.city.territory import Outline, Territory

CheckMap = Callable[[Mapping[str, Territory], Mapping[str, Outline]], Iterable[Problem]]
"""Finds outlines that overlap or leave their community; it needs geometry, so it is passed in."""


def calendars_of(files: Mapping[str, str]) -> Mapping[str, Calendar]:
    """Return the calendars alone, whatever else is wrong with the files; none without rules."""
    source = Source(files)
    rules = read_rules(source)
    return read_calendars(source, rules.calendars, rules.region)[0] if rules else {}


def read_city(
    files: Mapping[str, str], check_map: CheckMap | None = None, *, kept: bool = False
) -> City:
    """Return the city these files describe, by file name.

    Args:
        files: the text of each, by its name.
        check_map: how to check the map; None: it is taken as it is.
        kept: it has been in force: work stands on it, also where packs must say more since.

    Raises:
        BrokenPack: something is wrong; it names everything that is.
    """
    source = Source(files)
    city = _read(source, check_map, kept)
    check_manned(source, city)
    return replace(city, warnings=tuple(source.warnings))


def _read(source: Source, check_map: CheckMap | None, kept: bool) -> City:
    rules = read_rules(source)
    hours: Mapping[str, Hours] = rules.calendars if rules else {}
    region = rules.region if rules else ""
    territories = read_territories(source)
    outlines = read_outlines(source, territories)
    if check_map:
        source.problems.extend(check_map(territories, outlines))
    organisations = read_organisations(source, territories, hours, region)
    compounds = read_compounds(source, territories, organisations)
    people, posts = read_people(source, standing(territories, organisations))
    teams = read_teams(source, territories, organisations, people)
    check_committees(source, organisations, posts)
    categories, standards = _listed(source, rules, kept)
    check_policies(source, rules, categories)
    duties = read_duties(source, categories, organisations, territories)
    calendars, unpublished_years = read_calendars(source, hours, region)
    town = Town(territories, compounds)
    visiting = read_visiting(source, categories, town)
    known = Known(territories, organisations, people)
    grid_rules = rules.grid if rules else GridRules()
    directory = read_directory(source, known, categories, grid_rules)
    procedures = read_procedures(source, rules.spans if rules else {}, categories, organisations)
    professionals = read_professionals(source, people, rules)
    check_station_hours(source, directory.stations, hours)
    if source.problems or rules is None:
        raise BrokenPack(source.problems)
    return City(
        rules=rules,
        territories=territories,
        outlines=outlines,
        organisations=organisations,
        people=people,
        posts=posts,
        categories=categories,
        duties=duties,
        calendars=calendars,
        procedures=procedures,
        unpublished_years=unpublished_years,
        compounds=compounds,
        visiting=visiting,
        directory=directory,
        standards=standards,
        teams={team.id: team for team in teams.teams},
        alliances={alliance.id: alliance for alliance in teams.alliances},
        professionals=professionals,
    )


def _listed(
    source: Source, rules: Rules | None, kept: bool
) -> tuple[dict[str, Category], dict[str, tuple[Standard, ...]]]:
    categories = read_categories(source, rules.case_grades if rules else {})
    standards = read_standards(source)
    if not kept:
        check_older(source, categories)
        check_bound(source, categories, standards)
    return categories, standards
