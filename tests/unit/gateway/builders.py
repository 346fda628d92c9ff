"""Events as the services would say them, valid by default: a test says only what matters."""

from datetime import UTC, datetime, timedelta
from typing import Any

from contracts.envelope import Envelope
from contracts.events import EVENTS, speaker
from contracts.events import call as k
from contracts.events import case as c
from contracts.events import evaluation as e
from contracts.events import task as t
from contracts.events import whistle as w
from contracts.events import whistle_draft as wd
from contracts.events.event import Event
from contracts.sample import sample
from contracts.summons import Clocks, Problem
from contracts.words import Grade, Kind, Level, Owner, Place, Point

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
PLACE = Place(
    point=Point(lng=120.1, lat=36.1),
    address="和平路 5 号",
    territory="grid-1",
    path=("district-1", "street-1", "community-1", "grid-1"),
)
CLOCKS = Clocks(
    acknowledge_by=NOON + timedelta(minutes=30),
    arrive_by=NOON + timedelta(hours=2),
    complete_by=NOON + timedelta(days=3),
)
PROBLEM = Problem(
    id="p1", text="消防通道被堵，请拨 13812345678", category="E0101", case_id="case-1"
)
SUBJECTS = {"intake": "case-1", "dispatch": "wh-1", "response": "wh-1-1", "evaluation": "as-wh-1-1"}


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def sampled(kind: type[Event]) -> Event:
    """Return one plain example of an event, of what it must hold and what may name its view."""
    schema = kind.model_json_schema()
    wanted = {*schema.get("required", ()), "task_id"}
    parts = {name: part for name, part in schema["properties"].items() if name in wanted}
    return kind.model_validate(sample({**schema, "properties": parts}))


def told(event: Event, seq: int = 1, **changes: Any) -> Envelope[Event]:
    source = speaker(type(event))
    fields: dict[str, Any] = {
        "source": source,
        "subject": SUBJECTS[source],
        "time": at(seq),
        "by": "u-1",
    } | changes
    id = f"{fields['source']}:{fields['subject']}:{seq}"
    return Envelope[Event](id=id, seq=seq, type=event.type, data=event, **fields)


def reported(**changes: Any) -> c.CaseReported:
    fields: dict[str, Any] = {
        "owner": Owner(level=Level.GRID, at="grid-1"),
        "due_at": at(60),
        "number": "HC20261123-0001",
        "channel": "app",
        "category": "E0101",
        "text": "消防通道被堵",
        "place": PLACE,
        "reporter": "resident-1",
    }
    return c.CaseReported(**fields | changes)


def drafted(**changes: Any) -> wd.WhistleDrafted:
    fields: dict[str, Any] = {
        "number": "WH20261123-0001",
        "kind": Kind.DEMAND,
        "grade": Grade.BLUE,
        "street": "street-1",
        "community": "community-1",
        "origin": Level.STREET,
        "needs_endorsement": False,
        "problems": (PROBLEM,),
        "responders": (),
        "place": PLACE,
        "reason": "跨部门",
        "drafter": "commander-1",
        "due_at": at(120),
    }
    return wd.WhistleDrafted(**fields | changes)


def raised(**changes: Any) -> w.WhistleRaised:
    fields: dict[str, Any] = {
        "number": "WH20261123-0001",
        "kind": Kind.DEMAND,
        "grade": Grade.BLUE,
        "street": "street-1",
        "problems": (PROBLEM,),
        "departments": ("urban", "fire"),
        "lead": "urban",
        "complete_by": CLOCKS.complete_by,
    }
    return w.WhistleRaised(**fields | changes)


def summoned(n: int = 1, department: str = "urban", **changes: Any) -> k.CallSummoned:
    fields: dict[str, Any] = {
        "task_id": f"wh-1-{n}",
        "whistle_id": "wh-1",
        "number": "WH20261123-0001",
        "procedure": "muster",
        "kind": Kind.DEMAND,
        "grade": Grade.BLUE,
        "street": "street-1",
        "department": department,
        "lead": n == 1,
        "clocks": CLOCKS,
        "problems": (PROBLEM,),
        "place": PLACE,
        "summoned_at": NOON,
    }
    return k.CallSummoned(**fields | changes)


def notified(department: str = "urban", **changes: Any) -> t.TaskNotified:
    fields: dict[str, Any] = {
        "department": department,
        "whistle_id": "wh-1",
        "procedure": "muster",
        "street": "street-1",
        "number": "WH20261123-0001",
        "text": PROBLEM.text,
        "lead": True,
        "complete_by": CLOCKS.complete_by,
    }
    return t.TaskNotified(**fields | changes)


__all__ = ["EVENTS", "c", "e", "k", "t", "w"]
