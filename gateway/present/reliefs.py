"""A request for more time, a pause or a waiver as one reader sees it."""

from contracts.views.relief import ReliefView
from gateway.fold import Folded
from gateway.present.reader import Reader, shown
from gateway.scopes import Sight


def relief_view(id: str, relief: Folded, reader: Reader) -> ReliefView:
    """What is asked, of whom, and what was said."""
    sight, stage, cause = (
        reader.scope.sight(relief.tags),
        relief.get("stage"),
        relief.get("cause"),
    )
    copied = ("whistle_id", "task_id", "department", "street", "wish", "until", "level", "at")
    wish = relief.get("wish")
    words = reader.city.label
    return ReliefView(
        id=id,
        version=relief.heads["dispatch"],
        **{name: relief.get(name) for name in copied},
        **{name: shown(relief.get(name), sight) for name in ("reason", "word")},
        department_name=reader.name(relief.get("department")),
        wish_zh=words(f"relief.{wish}", "zh"),
        wish_en=words(f"relief.{wish}", "en"),
        asker=relief.get("asker") if sight >= Sight.LOCAL else None,
        cause=cause,
        cause_zh=cause and words(f"cause.{cause}", "zh"),
        cause_en=cause and words(f"cause.{cause}", "en"),
        stage=stage,
        created_at=relief.created_at,
        updated_at=relief.updated_at,
        next=reader.next(f"relief.{stage}", relief.get("at"), relief.get("due_at")),
        timeline=reader.timeline(relief, sight),
    )
