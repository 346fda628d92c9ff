"""A supervision as one reader sees it, with what was done on its whistle meanwhile."""

from contracts.events import call as k
from contracts.events import supervision as v
from contracts.views.supervision import SupervisionView
from gateway.fold import Folded, nested
from gateway.present.reader import Reader, shown

_OWED_BY = {"open": "department", "answered": "department"}


def supervision_view(
    id: str, supervision: Folded, reader: Reader, whistle: Folded | None
) -> SupervisionView:
    """Who answers for what, and how it stands."""
    sight, stage, kind = (
        reader.scope.sight(supervision.tags),
        supervision.get("stage"),
        supervision.get("kind"),
    )
    copied = ("whistle_id", "task_id", "department", "street", "duty", "cause", "count")
    told = ("reason", "answer")
    around = whistle or Folded()
    call = nested(around, "calls").get(supervision.get("task_id"), {})
    return SupervisionView(
        id=id,
        version=supervision.heads["dispatch"],
        **{name: supervision.get(name) for name in (*copied, "named", "in_time")},
        **{name: shown(supervision.get(name), sight) for name in told},
        number=around.get("number"),
        department_name=reader.name(supervision.get("department")),
        kind=kind,
        kind_zh=reader.city.label(f"supervision.{kind}", "zh"),
        kind_en=reader.city.label(f"supervision.{kind}", "en"),
        bulletin=supervision.get("bulletin", False),
        stage=stage,
        unanswered=supervision.count(v.SupervisionUnanswered),
        reminders=around.get("reminders", 0),
        meetings=len(nested(around, "meetings")),
        escalated="escalated_at" in call or around.count(k.CallEscalated) > 0,
        created_at=supervision.created_at,
        updated_at=supervision.updated_at,
        next=reader.next(
            f"supervision.{stage}",
            supervision.get(_OWED_BY.get(stage, "street")),
            supervision.get("due_at"),
        ),
        timeline=reader.timeline(supervision, sight),
    )
