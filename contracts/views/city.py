"""The city pack's public facts: what a form or a map needs. No person, no phone."""

from datetime import date

from contracts.views.case_work import Standing
from contracts.views.view import View
from contracts.words import Point


class Named(View):
    """A code with its names."""

    code: str
    zh: str
    en: str


class CategoryView(Named):
    """Something that can be reported."""

    kind: str
    urgency: str
    sphere: str
    restricted: bool
    scheme: str
    """The list the class is of; `cjt214` is its code in the older one."""
    cjt214: str | None = None
    standards: tuple[Standing, ...] = ()
    """The usual one first."""


class StepView(View):
    """One step of a procedure."""

    step: str
    zh: str
    en: str
    evidence: tuple[str, ...] = ()


class ProcedureView(Named):
    """How a responder answers."""

    assessed: bool
    law: str | None = None
    """What sets the limit of the whole, where a law does: no promise shortens it."""
    steps: tuple[StepView, ...]


class TerritoryView(View):
    """One place of the tree."""

    id: str
    level: str
    name: str
    parent: str | None = None


class OrganisationView(View):
    """One organisation that can be called."""

    id: str
    kind: str
    name: str
    territory: str | None = None


class CompoundView(View):
    """A compound, and who runs it today."""

    id: str
    name: str
    community: str
    grids: tuple[str, ...]
    mode: str
    mode_zh: str
    mode_en: str
    company: str | None = None
    since: date | None = None
    """First day of the company."""
    until: date | None = None
    committee: str | None = None
    backstop: str
    """Who answers when nobody else does: `community` or `street`."""
    point: Point


class ModuleView(Named):
    """What the platform offers residents: something of ours (`path`), or a link outside (`url`)."""

    path: str | None = None
    url: str | None = None


class ScoringItem(View):
    """One item of an assessment and its weight."""

    code: str
    weight: float
    zh: str
    en: str


class CityView(View):
    """The whole of it."""

    id: str
    name: str
    name_en: str
    version: str
    territories: tuple[TerritoryView, ...]
    organisations: tuple[OrganisationView, ...]
    categories: tuple[CategoryView, ...]
    kinds: tuple[Named, ...]
    grades: tuple[Named, ...]
    roles: tuple[Named, ...]
    stages: tuple[Named, ...]
    procedures: tuple[ProcedureView, ...]
    scoring: tuple[ScoringItem, ...]
    report_radius_m: float
    unpublished_years: tuple[int, ...] = ()
    """Years whose swap days (调休) nobody has announced yet: deadlines in them may still move."""
    compounds: tuple[CompoundView, ...] = ()
    modules: tuple[ModuleView, ...] = ()
