"""What the pack of the tiny city says."""

from contracts.actor import Role
from contracts.city.category import Category
from tests.unit import plain_rules

SCORING = plain_rules.scoring(
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
    bonuses={"fast": 3, "class_solved": 5, "commended": 2},
    bonus_cap=9,
    zero_for=("false_feedback",),
)


def kind(name):
    return plain_rules.whistle_kind(name, "100 h")


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
    return plain_rules.rules(kind, SPANS, **({"version": "7", "scoring": SCORING} | changes))
