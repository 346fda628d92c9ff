"""Working-time arithmetic: when a limit ends, and when a share of it is used."""

from contracts.calendar.calendar import Calendar, DayKind
from contracts.calendar.hours import OFFICE_HOURS, ROUND_THE_CLOCK, Shift
from contracts.calendar.span import Span, Unit

__all__ = ["OFFICE_HOURS", "ROUND_THE_CLOCK", "Calendar", "DayKind", "Shift", "Span", "Unit"]
