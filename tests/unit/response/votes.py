"""Talks that came to a proposal, and the votes on it."""

from contracts.calendar import Span
from tests.unit.response.haichuan import given, walk

WORKER = "grid-0101"
THREE_DAYS = Span.parse("3 cd")
CONVENE = {
    "held_at": "2026-11-24T19:00:00+08:00",
    "where": "居民议事亭",
    "topic": "停车",
    "residents": ("resident-3", "resident-4"),
}
HOLD = {
    "record": "各抒己见",
    "attendance": ("王五", "赵六", "王五"),
    "parties_present": ("residents",),
}
PUT = {"motion": 2, "vote_kind": "residents"}
AREAS = ("resident-3 80.5", "resident-4 100", "王五 90", "赵六 119.5")
OWNERS = {
    "motion": 1,
    "vote_kind": "owners",
    "entitled": 5,
    "area": 500,
    "areas": AREAS,
}


def talked():
    return walk(
        given("deliberation", "R04"),
        (WORKER, "convene", CONVENE),
        (WORKER, "hold", HOLD),
        (WORKER, "propose", {"proposal": "划线二十个"}),
        ("resident-3", "propose", {"proposal": "改单行道"}),
    )


def put(**changes):
    return walk(talked(), (WORKER, "put", {**PUT, **changes}))
