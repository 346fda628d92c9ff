"""The city pack as the services ask it: every look-up is a dictionary's.

Look-ups raise KeyError for what the pack does not hold; ask `knows_…` first about anything a person
typed.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Literal

from contracts.calendar import Calendar, Span
from contracts.city.catalogue import Catalogue
from contracts.city.category import Duty
from contracts.city.intake import IntakeRules
from contracts.city.limits import Limits, version_of
from contracts.city.rules import Extension, Label, Objection, Reminding, Suspension
from contracts.city.scoring import Rates, Scoring
from contracts.city.whereabouts import Whereabouts
from contracts.city.whistling import Rung
from contracts.words import Level


class City(Whereabouts, Catalogue, Limits):
    """A whole pack, and what follows from it."""

    @property
    def version(self) -> str:
        """The version that open work keeps."""
        return self.rules.version

    def timed_by(self, calendars: Mapping[str, Calendar]) -> "City":
        """Return this city by the working calendars of another pack of it."""
        timed = replace(self, calendars={**self.calendars, **calendars})
        # What only this pack names keeps its own days, and makes no other version of them.
        vars(timed)["calendar_version"] = version_of(calendars)
        return timed

    def part(self, district: str) -> "City":
        """Return one district of this city: its places, and who serves them or the whole city."""
        if self.districts == (district,):
            return self
        if district not in self._parts:
            places = {id: one for id, one in self.territories.items() if district in self.path(id)}
            units = {
                id: one
                for id, one in self.organisations.items()
                if one.territory is None or one.territory in places
            }
            self._parts[district] = replace(self, territories=places, organisations=units)
        return self._parts[district]

    @cached_property
    def _parts(self) -> dict[str, "City"]:
        return {}

    @property
    def intake(self) -> IntakeRules:
        """How matters are taken in and sorted here."""
        return self.rules.intake

    def duty(self, category: str, territory_id: str) -> Duty:
        """Return who must answer for this category in this grid, community or street."""
        return self.duties.find(category, self.path(territory_id))

    def has_rung(self, level: Level, territory_id: str) -> bool:
        """Whether the ladder has this rung here; the countryside may have fewer."""
        kind = self.territories[territory_id].area_kind
        rungs = self.intake.rungs.get(kind)
        return rungs is None or level in rungs

    @property
    def ladder(self) -> tuple[Rung, ...]:
        """What happens at which share of a limit, in rising order."""
        return self.rules.ladder

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
