"""A questionnaire as one reader sees it.

Rule 1: those who may answer see no count before it is closed, so that none follows the others.
Rule 2: shared words are their community's to read, nobody else's.
"""

from collections.abc import Iterator
from typing import Any

from contracts.views.questionnaire import QuestionnaireRow, QuestionnaireView, SaidView
from gateway.fold import Folded, nested
from gateway.present.reader import Reader
from gateway.scopes import Sight

_TOLD = ("questionnaire.drafted", "questionnaire.opened", "questionnaire.closed")
"""What stands on its timeline: no answer does."""


def questionnaire_row(id: str, one: Folded, reader: Reader) -> QuestionnaireRow:
    """A line of a list."""
    return QuestionnaireRow(**_row(id, one, reader))


def questionnaire_view(id: str, one: Folded, reader: Reader) -> QuestionnaireView:
    """The whole of it."""
    sight = reader.scope.sight(one.tags)
    ours = sight >= Sight.LOCAL
    shown = ours or one.get("stage") == "closed"
    return QuestionnaireView(
        **_row(id, one, reader),
        text=one.get("text"),
        questions=tuple(one.get("questions")),
        closes_at=one.get("closes_at"),
        tallies=tuple(one.get("tallies", ())) if shown else None,
        said=tuple(_said(one)) if ours else (),
        timeline=reader.timeline(one, sight, shows=lambda line: line.type in _TOLD),
    )


def _said(one: Folded) -> Iterator[SaidView]:
    for sheet in nested(one, "sheets").values():
        for words in sheet.get("said", ()):
            yield SaidView(**words, account=sheet.get("reporter"))


def _row(id: str, one: Folded, reader: Reader) -> dict[str, Any]:
    stage, owner = one.get("stage"), one.get("owner")
    copied = ("number", "title", "community", "owner")
    return {
        "id": id,
        "version": one.heads["intake"],
        "stage": stage,
        "street": one.get("place")["path"][1],
        "count": one.get("count", 0),
        "created_at": one.created_at,
        "updated_at": one.updated_at,
        "next": reader.next(f"questionnaire.{stage}", owner and owner["at"], one.get("due_at")),
        **{name: one.get(name) for name in copied},
    }
