"""A notice to groups as one reader sees it."""

from typing import Any

from contracts.views.city import Named
from contracts.views.notice import NoticeRow, NoticeView
from gateway.fold import Folded
from gateway.present.reader import Reader
from gateway.scopes import Sight


def notice_row(id: str, notice: Folded, reader: Reader) -> NoticeRow:
    """A line of a list."""
    return NoticeRow(**_row(id, notice, reader))


def notice_view(id: str, notice: Folded, reader: Reader) -> NoticeView:
    """The whole notice."""
    sight = reader.scope.sight(notice.tags)
    looks = sight >= Sight.LOCAL or notice.get("sender") == reader.me
    return NoticeView(
        **_row(id, notice, reader),
        text=notice.get("text"),
        answers=tuple(_word(reader, "answer", code) for code in notice.get("answers", ())),
        offer_id=notice.get("offer_id"),
        reason=notice.get("reason"),
        counts=notice.get("counts") if looks else None,
        timeline=reader.timeline(notice, sight),
    )


def _row(id: str, notice: Folded, reader: Reader) -> dict[str, Any]:
    owner, stage, kind = notice.get("owner"), notice.get("stage"), notice.get("kind")
    counts, word = notice.get("counts", {}), _word(reader, "notice", kind)
    copied = ("number", "kind", "title", "group", "group_name", "level", "groups", "replies_until")
    return {
        "id": id,
        "version": notice.heads["dispatch"],
        "stage": stage,
        **{name: notice.get(name) for name in copied},
        "kind_zh": word.zh,
        "kind_en": word.en,
        "reads": counts.get("reads", 0),
        "replies": counts.get("replies", 0),
        "owner": owner,
        "created_at": notice.created_at,
        "updated_at": notice.updated_at,
        "next": reader.next(f"notice.{stage}", owner and owner["at"], notice.get("due_at")),
    }


def _word(reader: Reader, kind: str, code: str) -> Named:
    key = f"{kind}.{code}"
    return Named(code=code, zh=reader.city.label(key, "zh"), en=reader.city.label(key, "en"))
