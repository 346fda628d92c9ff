"""The directory as it is read: rows of its tables, and everything about one area."""

from collections.abc import Mapping

from contracts.views.city import Named
from contracts.views.view import View


class PersonView(View):
    """Somebody people may turn to."""

    account: str
    name: str
    part: str
    """What for: a part of an assignment, a seat, a duty."""
    part_zh: str
    part_en: str
    on_duty: bool = False


class DirectoryRow(View):
    """One row of one table."""

    id: str
    name: str
    kind: str | None = None
    kind_zh: str | None = None
    kind_en: str | None = None
    at: str | None = None
    at_name: str | None = None
    parent: str | None = None
    people: tuple[PersonView, ...] = ()
    facts: Mapping[str, str | int | bool | tuple[str, ...] | None] = {}
    """What else this table says, by column."""


class ForceView(View):
    """1+1+1+N of a grid."""

    complete: bool
    missing: tuple[Named, ...] = ()
    contacts: tuple[PersonView, ...] = ()
    """Whom to call, in order; who is on duty first."""


class TriangleView(View):
    """铁三角: direction, coordination, front line."""

    organisation: str | None = None
    direction: tuple[PersonView, ...] = ()
    coordination: tuple[PersonView, ...] = ()
    front: tuple[PersonView, ...] = ()


class PowerView(Named):
    """A power of a street, and where it comes from."""

    basis: str
    acts: tuple[str, ...] = ()


class ServiceLineView(Named):
    """One of the three lines of a community 一站三线."""

    kind: str
    kind_zh: str
    kind_en: str
    head: PersonView | None = None
    people: tuple[PersonView, ...] = ()


class AreaView(View):
    """A place and who acts there."""

    id: str
    name: str
    level: str
    area_kind: str
    path: tuple[Named, ...]
    """From the district down."""
    grid_kind: str | None = None
    host: str | None = None
    households: int | None = None
    lines: tuple[Named, ...] = ()
    traits: tuple[Named, ...] = ()
    head: PersonView | None = None
    """一把手; told when something here escalates."""
    party: tuple[str, ...] = ()
    force: ForceView | None = None
    triangle: TriangleView | None = None
    on_duty: tuple[PersonView, ...] = ()
    advisers: tuple[PersonView, ...] = ()
    """Legal adviser and police assistant."""
    partners: tuple[Named, ...] = ()
    service_lines: tuple[ServiceLineView, ...] = ()
    """Property, grid and social line of a community, with their heads."""
    groups: tuple[str, ...] = ()
    """The way of a report: this area's group and those above."""
    powers: tuple[PowerView, ...] = ()
    deputies: tuple[PersonView, ...] = ()
