"""The city pack as the services ask it: every look-up is a dictionary's.

Look-ups raise KeyError for what the pack does not hold; ask `knows_…` first about anything a person
typed. Everything here was checked by the reader, so nothing inside the pack can be missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Literal

from contracts.actor import Role
from contracts.calendar import Calendar, Span
from contracts.city.category import Category, Duty, Scheme
from contracts.city.compound import Compound, Compounds
from contracts.city.deadline import Deadline, UnpublishedYears
from contracts.city.defaults import SPAN_DEFAULTS
from contracts.city.directory import Directory
from contracts.city.duty_list import DutyList
from contracts.city.intake import IntakeRules, Standard
from contracts.city.organisation import Organisation, Person
from contracts.city.problems import Problem
from contracts.city.professional import Profession, Professionals
from contracts.city.rules import Extension, Label, Objection, Reminding, Rules, Suspension
from contracts.city.scoring import Rates, Scoring
from contracts.city.teams import Alliance, Team
from contracts.city.territory import DEPTH, Outline, Territory
from contracts.city.visiting import Visiting
from contracts.city.whistling import GradeRule, Procedure, Rung, WhistleKind
from contracts.words import Grade, Kind, Level, Place

NO_CLOCK = "case.no_clock"
"""Span that keeps a case without a limit of its own from being forgotten."""


@dataclass(frozen=True, eq=False)
class City:
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

    @property
    def version(self) -> str:
        """The version that open work keeps."""
        return self.rules.version

    @cached_property
    def calendar_version(self) -> str:
        """A text that changes when any working calendar does: open limits are reckoned anew."""
        said = (f"{id}={calendar.version}" for id, calendar in sorted(self.calendars.items()))
        return "+".join(said)

    def timed_as(self, other: "City") -> "City":
        """Return this city by the working calendars of another pack of it."""
        timed = replace(self, calendars={**self.calendars, **other.calendars})
        # What only this pack names keeps its own days, and makes no other version of them.
        vars(timed)["calendar_version"] = other.calendar_version
        return timed

    def knows_territory(self, territory_id: str) -> bool:
        """Whether there is such a place."""
        return territory_id in self.territories

    def territory(self, territory_id: str) -> Territory:
        """Return a place."""
        return self.territories[territory_id]

    def path(self, territory_id: str) -> tuple[str, ...]:
        """Return the ids from the district down to this place."""
        found = [territory_id]
        while (parent := self.territories[found[-1]].parent) is not None:
            found.append(parent)
        return tuple(reversed(found))

    def street_of(self, territory_id: str) -> str:
        """Return the street a place lies in. The district lies in none: KeyError."""
        return self._at(territory_id, Level.STREET)

    def community_of(self, territory_id: str) -> str | None:
        """Return the community a place lies in; None for a street or the district."""
        path = self.path(territory_id)
        return path[DEPTH[Level.COMMUNITY]] if len(path) > DEPTH[Level.COMMUNITY] else None

    def _at(self, territory_id: str, level: Level) -> str:
        path = self.path(territory_id)
        if len(path) <= DEPTH[level]:
            raise KeyError(territory_id)
        return path[DEPTH[level]]

    def compound_of(self, place: Place) -> Compound | None:
        """Return the compound something lies in; None where no compound is."""
        return self.compounds.at(place)

    def knows_organisation(self, organisation_id: str) -> bool:
        """Whether there is such an organisation."""
        return organisation_id in self.organisations

    def organisation(self, organisation_id: str) -> Organisation:
        """Return an organisation."""
        return self.organisations[organisation_id]

    def serves(self, responder: str) -> str | None:
        """Return the territory an organisation, a place or a station is for; None: the district."""
        if station := self.directory.stations.get(responder):
            compound = self.compounds.get(station.at)
            return compound.grids[0] if compound else station.at
        if self.knows_organisation(responder):
            return self.organisations[responder].territory
        return responder if self.knows_territory(responder) else None

    def answers(self, responder: str) -> bool:
        """Whether there is such an organisation, place or station."""
        known = self.knows_organisation(responder) or self.knows_territory(responder)
        return known or responder in self.directory.stations

    def holders(self, role: Role, at: str) -> tuple[str, ...]:
        """Return the accounts holding this role there, in the order of the pack; maybe none."""
        return self.posts.get(role, {}).get(at, ())

    def knows_category(self, code: str) -> bool:
        """Whether there is such a category."""
        return code in self.categories

    def category(self, code: str) -> Category:
        """Return a category."""
        return self.categories[code]

    def duty(self, category: str, territory_id: str) -> Duty:
        """Return who must answer for this category in this grid, community or street."""
        return self.duties.find(category, self.path(territory_id))

    def case_limit(self, category_code: str) -> Span:
        """Return how long a case of this category may take."""
        category = self.categories[category_code]
        graded = self.rules.case_grades[category.grade] if category.grade else self.span(NO_CLOCK)
        return category.limit or graded

    @property
    def intake(self) -> IntakeRules:
        """How matters are taken in and sorted here."""
        return self.rules.intake

    def standard(self, category: str, code: str | None = None) -> Standard | None:
        """Return a standard of a category, the usual one when none is named; None: it has none.

        Raises:
            KeyError: the category has no standard of this code.
        """
        found = {one.code: one for one in self.standards.get(category, ())}
        return found[code] if code else next(iter(found.values()), None)

    def translated(self, scheme: str, code: str) -> str | None:
        """Return our code of a class another list names; None when no class bears it there."""
        if scheme == Scheme.CJT214:
            return self._of_cjt214.get(code)
        return code if self.knows_category(code) else None

    @cached_property
    def _of_cjt214(self) -> Mapping[str, str]:
        return {one.cjt214: one.code for one in self.categories.values() if one.cjt214}

    def has_rung(self, level: Level, territory_id: str) -> bool:
        """Whether the ladder has this rung here; the countryside may have fewer."""
        kind = self.territories[territory_id].area_kind
        rungs = self.intake.rungs.get(kind)
        return rungs is None or level in rungs

    def knows_kind(self, kind: str) -> bool:
        """Whether there is such a kind of whistle."""
        return kind in self.kinds

    def kind(self, kind: Kind) -> WhistleKind:
        """Return a kind of whistle."""
        return self.kinds[kind]

    @cached_property
    def kinds(self) -> Mapping[Kind, WhistleKind]:
        """The kinds of whistle, in the order of the pack."""
        return {kind.kind: kind for kind in self.rules.kinds}

    def grade(self, grade: Grade) -> GradeRule:
        """Return a grade, with who may blow it."""
        return next(rule for rule in self.rules.grades if rule.grade is grade)

    def graver(self, grade: Grade) -> Grade:
        """Return the next grade up; the gravest stays what it is."""
        order = tuple(rule.grade for rule in self.rules.grades)
        return order[min(order.index(grade) + 1, len(order) - 1)]

    @property
    def ladder(self) -> tuple[Rung, ...]:
        """What happens at which share of a limit, in rising order."""
        return self.rules.ladder

    def span(self, key: str) -> Span:
        """Return a limit by its name, say `objection.ruling`."""
        return self.rules.spans[key] if key in self.rules.spans else SPAN_DEFAULTS[key]

    def calendar(self, organisation_id: str) -> Calendar:
        """Return the calendar someone works by; the region's for anybody without an own one."""
        known = self.organisations.get(organisation_id) or self.directory.stations.get(
            organisation_id
        )
        return self.calendars[(known and known.calendar) or self.rules.region]

    def due(self, organisation_id: str, start: datetime, span: Span) -> Deadline:
        """Return when a limit ends for this organisation (or place: the region's calendar)."""
        calendar = self.calendar(organisation_id)
        at = calendar.due(start, span)
        return Deadline(at=at, rule=f"{span}/{calendar.id}", calendar_version=calendar.version)

    def share(
        self, organisation_id: str, start: datetime, deadline_at: datetime, span: Span, share: float
    ) -> datetime:
        """Return when this share of a running limit is used, 1.0 being the deadline."""
        return self.calendar(organisation_id).after(start, deadline_at, share, span.unit)

    def procedure(self, name: str) -> Procedure:
        """Return how one responder answers."""
        return self.procedures[name]

    def advice(self, category: str) -> tuple[Profession, ...]:
        """Return the professions that help to settle a category; none: nobody in particular."""
        return self.rules.advice.get(category, ())

    def lead(self, organisation_id: str) -> str | None:
        """Return who leads a studio, committee or station: its first mediator; maybe nobody."""
        return next(iter(self.holders(Role.MEDIATOR, organisation_id)), None)

    @cached_property
    def procedures_of(self) -> Mapping[str, str]:
        """The procedure each category goes through before any department, where there is one."""
        return {code: p.name for p in self.procedures.values() for code in p.categories}

    @property
    def scoring(self) -> Scoring:
        """The numbers of an assessment."""
        return self.rules.scoring

    @property
    def rates(self) -> Rates:
        """The numbers of the three rates."""
        return self.rules.rates

    @property
    def extension(self) -> Extension:
        """How often a limit may be extended."""
        return self.rules.extension

    @property
    def suspension(self) -> Suspension:
        """How a matter may wait."""
        return self.rules.suspension

    @property
    def objection(self) -> Objection:
        """How often a department may object."""
        return self.rules.objection

    @property
    def reminding(self) -> Reminding:
        """How often a department may be reminded."""
        return self.rules.reminding

    @property
    def report_radius_m(self) -> float:
        """How near a report must be to count as being there."""
        return self.rules.report_radius_m

    @property
    def duplicate_radius_m(self) -> float:
        """How near two reports must be to be perhaps one."""
        return self.rules.duplicates.radius_m

    @property
    def duplicate_window(self) -> Span:
        """How close in time two reports must be to be perhaps one."""
        return self.rules.duplicates.window

    def label(self, key: str, lang: Literal["zh", "en"]) -> str:
        """Return a word of the pack in one language; the key itself when there is none.

        `tier.grid@gangwan` is the word of one street, where it has its own.
        """
        general = key.partition("@")[0]
        found = self.labels.get(key) or self.labels.get(general)
        return getattr(found, lang) if found else key

    @cached_property
    def labels(self) -> Mapping[str, Label]:
        """All words: those of city.toml, and `kind.…`, `grade.…`, `category.…`, `procedure.…`."""
        named = [
            *((f"kind.{k.kind}", k.label_zh, k.label_en) for k in self.rules.kinds),
            *((f"grade.{g.grade}", g.label_zh, g.label_en) for g in self.rules.grades),
            *((f"visit.{v.kind}", v.label_zh, v.label_en) for v in self.visiting.kinds.values()),
            *((f"category.{c.code}", c.name_zh, c.name_en) for c in self.categories.values()),
            *((f"procedure.{p.name}", p.label_zh, p.label_en) for p in self.procedures.values()),
        ]
        return {**{key: Label(zh=zh, en=en) for key, zh, en in named}, **self.rules.labels}
