"""Talks among residents, as far as they have come."""

import pytest

from contracts.refusals import Refused
from tests.unit.response.haichuan import given, take, walk

CONVENE = {"held_at": "2026-11-24T19:00:00+08:00", "where": "居民议事亭", "topic": "停车"}
HOLD = {"record": "大家各抒己见", "attendance": ("王五", "赵六"), "parties_present": ("residents",)}
PROPOSE = {"proposal": "画线二十个车位"}
PUT = {"motion": 1, "vote_kind": "residents"}
TASKS = (
    {"responder": "chengguan", "text": "画停车线"},
    {"responder": "gangwan-01", "text": "设引导牌"},
)
RESOLVE = {"result": "画线二十个，轮流使用", "items": 2, "tasks": TASKS}


def refused(task, by, step, **fields):
    with pytest.raises(Refused) as refusal:
        take(task, by, step, **fields)
    return refusal.value


def talked(by="grid-0101", **hold):
    return walk(
        given("deliberation", "R04"),
        (by, "convene", CONVENE),
        (by, "hold", HOLD | hold),
        (by, "propose", PROPOSE),
    )


def voted(ballot="for", by="grid-0101"):
    """Everybody who was there shows a hand."""
    hands = ((by, "hands", {"voter": one, "ballot": ballot}) for one in HOLD["attendance"])
    return ((by, "put", PUT), *hands, (by, "close_vote", {}))
