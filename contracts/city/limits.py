"""How long things may take in the city, and by whose calendar."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from contracts.calendar import Calendar, Span
from contracts.calendar.wall import to_wall
from contracts.city.contents import Contents
from contracts.city.deadline import Deadline
from contracts.city.defaults import SPAN_DEFAULTS

NO_CLOCK = "case.no_clock"
"""Span that keeps a case without a limit of its own from being forgotten."""


def version_of(calendars: Mapping[str, Calendar]) -> str:
    """Return a text that changes when any of these does."""
    return "+".join(f"{id}={calendar.version}" for id, calendar in sorted(calendars.items()))


class Limits(Contents):
    """Limits, and the calendars they run by."""

    @cached_property
    def calendar_version(self) -> str:
        """A text that changes when any working calendar does: open limits are reckoned anew."""
        return version_of(self.calendars)

    def case_limit(self, category_code: str) -> Span:
        """Return how long a case of this category may take."""
        category = self.categories[category_code]
        graded = self.rules.case_grades[category.grade] if category.grade else self.span(NO_CLOCK)
        return category.limit or graded

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

    def announced(self, at: datetime) -> bool:
        """Whether the days of rest of the year an instant falls in are announced (调休安排)."""
        return to_wall(at).year in self.calendars[self.rules.region].published

    def share(
        self, organisation_id: str, start: datetime, deadline_at: datetime, span: Span, share: float
    ) -> datetime:
        """Return when this share of a running limit is used, 1.0 being the deadline."""
        return self.calendar(organisation_id).after(start, deadline_at, share, span.unit)
