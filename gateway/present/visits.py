"""A visit as one reader sees it."""

from typing import Any

from contracts.views.visit import RoundView, VisitRow, VisitView
from gateway.fold import Folded
from gateway.present.reader import Reader


def visit_row(id: str, visit: Folded, reader: Reader) -> VisitRow:
    """A line of a list."""
    return VisitRow(**_row(id, visit, reader))


def visit_view(id: str, visit: Folded, reader: Reader) -> VisitView:
    """The whole visit."""
    sight = reader.scope.sight(visit.tags)
    return VisitView(
        **_row(id, visit, reader),
        place=visit.get("place"),
        compound=visit.get("subject")["compound"],
        restricted=visit.get("restricted", False),
        note=visit.get("note"),
        checks=tuple(visit.get("checks", ())),
        passed=tuple(visit.get("passed", ())),
        findings=tuple(visit.get("findings", ())),
        visited_at=visit.get("visited_at"),
        timeline=reader.timeline(visit, sight),
    )


def _row(id: str, visit: Folded, reader: Reader) -> dict[str, Any]:
    kind, subject, owner = visit.get("kind"), visit.get("subject"), visit.get("owner")
    stage = visit.get("stage")
    return {
        "id": id,
        "version": visit.heads["intake"],
        "stage": stage,
        "kind": kind,
        "kind_zh": reader.city.label(f"visit.{kind}", "zh"),
        "kind_en": reader.city.label(f"visit.{kind}", "en"),
        "subject": subject["kind"],
        "name": subject["name"],
        "address": visit.get("place")["address"],
        "visitor": visit.get("visitor"),
        "day": visit.get("day"),
        "schedule": visit.get("schedule"),
        "owner": owner,
        "created_at": visit.created_at,
        "updated_at": visit.updated_at,
        "next": reader.next(f"visit.{stage}", owner and owner["at"], visit.get("due_at")),
    }


def round_view(id: str, known: Folded, reader: Reader) -> RoundView:
    """A schedule."""
    copied = ("schedule", "stage", "day", "next_day")
    return RoundView(
        id=id,
        version=known.heads["intake"],
        opens_at=known.get("due_at"),
        **{name: known.get(name) for name in copied},
    )
