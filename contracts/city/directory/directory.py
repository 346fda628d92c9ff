"""The directory of a city: all overlays on its tree, found by what one knows.

Every table is optional in a pack; an empty one answers nothing, and no rule is made from it.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from contracts.city.directory.areas import Grid, Line, Premise
from contracts.city.directory.forces import Assignment, Part, Shift
from contracts.city.directory.party import Member, PartyOrganisation, Seat
from contracts.city.directory.powers import Jurisdiction, Power, StreetDuty
from contracts.city.directory.units import Group, Partner, Station

Found = TypeVar("Found")
Key = TypeVar("Key", bound=Hashable)


def _by(
    found: Iterable[Found], keys: Callable[[Found], Iterable[Key]]
) -> Mapping[Key, tuple[Found, ...]]:
    """Sort into heaps; each keeps the order of the pack."""
    heaps: dict[Key, list[Found]] = defaultdict(list)
    for one in found:
        for key in keys(one):
            heaps[key].append(one)
    return {key: tuple(heap) for key, heap in heaps.items()}


@dataclass(frozen=True, eq=False)
class Directory:
    """Everything the optional tables of a pack say."""

    grids: Mapping[str, Grid] = field(default_factory=dict[str, Grid])
    lines: Mapping[str, Line] = field(default_factory=dict[str, Line])
    traits: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Area id → what makes it hard: 流动人口多, 老旧小区, 院校, 驻军."""
    premises: Mapping[str, Premise] = field(default_factory=dict[str, Premise])
    party: Mapping[str, PartyOrganisation] = field(default_factory=dict[str, PartyOrganisation])
    members: Sequence[Member] = ()
    seats: Sequence[Seat] = ()
    assignments: Sequence[Assignment] = ()
    roster: Sequence[Shift] = ()
    groups: Mapping[str, Group] = field(default_factory=dict[str, Group])
    partners: Sequence[Partner] = ()
    stations: Mapping[str, Station] = field(default_factory=dict[str, Station])
    powers: Sequence[Power] = ()
    duties: Sequence[StreetDuty] = ()
    jurisdictions: Sequence[Jurisdiction] = ()

    @cached_property
    def _assigned(self) -> Mapping[tuple[Part, str], tuple[Assignment, ...]]:
        return _by(self.assignments, lambda one: [(one.part, one.at)])

    @cached_property
    def _shifts(self) -> Mapping[str, tuple[Shift, ...]]:
        return _by(self.roster, lambda one: [one.at])

    @cached_property
    def _leading(self) -> Mapping[str, PartyOrganisation]:
        return {grid: one for one in self.party.values() for grid in one.grids}

    @cached_property
    def _built_on(self) -> Mapping[str, tuple[PartyOrganisation, ...]]:
        return _by(self.party.values(), lambda one: [one.at])

    @cached_property
    def _below(self) -> Mapping[str, tuple[Premise, ...]]:
        return _by(self.premises.values(), lambda one: [one.parent])

    @cached_property
    def _group_at(self) -> Mapping[str, Group]:
        return {group.at: group for group in self.groups.values()}

    @cached_property
    def _groups_below(self) -> Mapping[str, tuple[Group, ...]]:
        return _by(self.groups.values(), lambda one: [one.parent] if one.parent else ())

    def assigned(self, part: Part, at: str, on: date) -> tuple[str, ...]:
        """Accounts that stand for this there on a day, in the order of the pack."""
        found = self._assigned.get((part, at), ())
        return tuple(one.person for one in found if one.period.holds(on))

    def on_duty(self, at: str, now: datetime, duty: str | None = None) -> tuple[Shift, ...]:
        """Who stands there now; for one thing, or for whatever it is."""
        shifts = self._shifts.get(at, ())
        dated = {one.duty for one in shifts if one.only and one.covers(now)}
        return tuple(
            one
            for one in shifts
            if one.covers(now)
            and (duty is None or one.duty == duty)
            and (one.only is not None or one.duty not in dated)
        )

    def leading(self, grid: str) -> PartyOrganisation | None:
        """The one party organisation of a grid."""
        return self._leading.get(grid)

    def party_at(self, at: str) -> tuple[PartyOrganisation, ...]:
        """Party organisations built on a territory, compound or premise."""
        return self._built_on.get(at, ())

    def premises_below(self, at: str) -> tuple[Premise, ...]:
        """What stands directly below a grid or a premise."""
        return self._below.get(at, ())

    def grid_of(self, premise: str) -> str:
        """The grid a premise stands in."""
        at = premise
        while at in self.premises:
            at = self.premises[at].parent
        return at

    def group_at(self, at: str) -> Group | None:
        """The group of a unit."""
        return self._group_at.get(at)

    def upward(self, group: str) -> tuple[Group, ...]:
        """The way of a report: this group and all above it, the street's last."""
        path = [self.groups[group]]
        while (parent := path[-1].parent) is not None:
            path.append(self.groups[parent])
        return tuple(path)

    def leads(self, account: str, group: str) -> bool:
        """Whether somebody owns or administers this group, or one above it."""
        return group in self.groups and any(one.led_by(account) for one in self.upward(group))

    def downward(self, group: str) -> tuple[Group, ...]:
        """The way of a notice: this group, and all below it, level by level."""
        found, at = [self.groups[group]], 0
        while at < len(found):
            found.extend(self._groups_below.get(found[at].id, ()))
            at += 1
        return tuple(found)

    def partners_of(self, community: str, on: date) -> tuple[str, ...]:
        """Units that stand by a community on a day."""
        return tuple(
            p.unit for p in self.partners if p.community == community and p.period.holds(on)
        )

    def refused_duty(self, category: str) -> StreetDuty | None:
        """The line that takes a category off the street's catalogue; the most exact decides."""
        matching = (
            (len(start), line)
            for line in self.duties
            for start in line.categories
            if category.startswith(start)
        )
        best = max(matching, key=lambda pair: pair[0], default=None)
        return best[1] if best and not best[1].accepted else None

    def may(self, street: str, act: str, on: date) -> Power | None:
        """The power that lets a street do this on a day."""
        return next((power for power in self.granted(street, on) if act in power.acts), None)

    def granted(self, street: str, on: date) -> tuple[Power, ...]:
        """The powers of a street on a day."""
        return tuple(
            power
            for power in self.powers
            if power.period.holds(on) and ("*" in power.streets or street in power.streets)
        )

    def governs(self, act: str) -> bool:
        """Whether the table of powers says anything of this act."""
        return any(act in power.acts for power in self.powers)

    def jurisdiction(self, category: str, on: date) -> Jurisdiction | None:
        """Since when and from which level on a category may be settled; the most exact decides."""
        found = (j for j in self.jurisdictions if category.startswith(j.category))
        return max(
            (j for j in found if j.period.holds(on)), key=lambda j: len(j.category), default=None
        )
