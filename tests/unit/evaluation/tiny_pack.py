"""What the pack of the tiny city says."""

from contracts.actor import Role
from contracts.calendar import Span
from contracts.city import GradeRule, Rates, Rules, Scoring
from contracts.city.category import Category
from contracts.city.rules import Duplicates, Extension, Hours, Objection
from contracts.city.whistling import Rung, WhistleKind
from contracts.words import Grade, Kind

SCORING = Scoring(
    weights={"acknowledged": 10, "arrived": 20, "rank": 10, "duty": 25, "result": 25, "help": 10},
    deductions={
        "late_acknowledge": 2,
        "late_arrival": 5,
        "no_show": 20,
        "wrong_rank": 3,
        "objection_rejected": 3,
        "second_objection": 5,
        "rework": 5,
    },
    deduction_cap=30,
    bonuses={"fast": 3, "class_solved": 5, "commended": 2},
    bonus_cap=9,
    fast_share=0.5,
    zero_for=("false_feedback",),
    department_street=0.7,
    street={"accuracy": 100},
    wrong_whistle=2,
    min_sample=5,
    bands=(90, 80, 70),
)
RATES = Rates(
    response=0.1, solution=0.5, satisfaction=0.4, basically_satisfied=0.9, day_cut="12:00"
)


def kind(name):
    clock = Span.parse("100 h")
    return WhistleKind(
        kind=name,
        label_zh=name,
        label_en=name,
        default_grade=Grade.BLUE,
        clocks={"acknowledge": clock, "arrive": clock, "complete": clock},
        objection_before_arrival=True,
        remote_report=True,
        no_show_after=clock,
        extendable=False,
    )


def category(code, restricted=False):
    return Category(
        code=code,
        scheme="LOCAL",
        kind="matter",
        name_zh=code,
        name_en=code,
        grade=None,
        limit=None,
        urgency="ordinary",
        sphere="public",
        restricted=restricted,
    )


SPANS = {
    "assessment.score": "72 h",
    "callback": "72 h",
    "callback.retry": "4 h",
    "score.appeal": "72 h",
    "score.review.street": "72 h",
}
HOLDERS = {
    Role.STREET_SUPERVISOR: {"s1": ("watch-s1",)},
    Role.DISTRICT_SUPERVISOR: {"d": ("district",)},
    Role.EVALUATOR: {"d": ("evaluator",)},
}


def rules(**changes):
    return Rules(
        **{
            "id": "tiny",
            "name": "小区",
            "name_en": "Tiny",
            "version": "7",
            "region": "region",
            "report_radius_m": 200,
            "duplicates": Duplicates(radius_m=50, window=Span.parse("24 h")),
            "grades": tuple(GradeRule(grade=g, label_zh=g, label_en=g) for g in Grade),
            "kinds": tuple(map(kind, Kind)),
            "ladder": (Rung(share=1, action="overdue", tell=()),),
            "objection": Objection(max=1),
            "extension": Extension(max=2, share=1),
            "case_grades": {},
            "spans": {name: Span.parse(text) for name, text in SPANS.items()},
            "scoring": SCORING,
            "rates": RATES,
            "calendars": {"region": Hours()},
            "labels": {},
        }
        | changes
    )
