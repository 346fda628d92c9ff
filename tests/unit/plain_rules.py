"""The rules of a tiny city: the least a pack may say, with what a test changes of it."""

from collections.abc import Callable, Mapping
from typing import Any

from contracts.calendar import Span
from contracts.city import GradeRule, Rates, Rules, Scoring
from contracts.city.rules import Duplicates, Extension, Hours, Objection
from contracts.city.whistling import Rung, WhistleKind
from contracts.words import Grade, Kind

RATES = Rates(
    response=0.1, solution=0.5, satisfaction=0.4, basically_satisfied=0.9, day_cut="12:00"
)


def scoring(**changes: Any) -> Scoring:
    told: dict[str, Any] = {
        "weights": {"result": 100},
        "deductions": {},
        "deduction_cap": 30,
        "bonuses": {},
        "bonus_cap": 10,
        "fast_share": 0.5,
        "zero_for": (),
        "department_street": 0.7,
        "street": {"accuracy": 100},
        "wrong_whistle": 2,
        "min_sample": 5,
        "bands": (90, 80, 70),
    }
    return Scoring(**(told | changes))


def whistle_kind(kind: Kind, limit: str, **changes: Any) -> WhistleKind:
    """A kind whose every limit is the same."""
    clock = Span.parse(limit)
    told: dict[str, Any] = {
        "kind": kind,
        "label_zh": kind,
        "label_en": kind,
        "default_grade": Grade.BLUE,
        "clocks": {"acknowledge": clock, "arrive": clock, "complete": clock},
        "objection_before_arrival": True,
        "remote_report": True,
        "no_show_after": clock,
        "extendable": False,
    }
    return WhistleKind(**(told | changes))


def rules(
    kind: Callable[[Kind], WhistleKind], spans: Mapping[str, str], /, **changes: Any
) -> Rules:
    told: dict[str, Any] = {
        "id": "tiny",
        "name": "小区",
        "name_en": "Tiny",
        "version": "1",
        "region": "region",
        "report_radius_m": 200,
        "duplicates": Duplicates(radius_m=50, window=Span.parse("24 h")),
        "grades": tuple(GradeRule(grade=g, label_zh=g, label_en=g) for g in Grade),
        "kinds": tuple(map(kind, Kind)),
        "ladder": (Rung(share=1, action="overdue", tell=()),),
        "objection": Objection(max=1),
        "extension": Extension(max=2, share=1),
        "case_grades": {},
        "spans": {name: Span.parse(text) for name, text in spans.items()},
        "scoring": scoring(),
        "rates": RATES,
        "calendars": {"region": Hours()},
        "labels": {},
    }
    return Rules(**(told | changes))
