"""Questionnaires, as intake tells them: the community's alone until they are opened."""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.events import questionnaire as q
from contracts.questionnaire_life import QUESTIONNAIRE_LIFE
from gateway.fold import Folded, Folds
from gateway.kinds.kind import Kind, listed, person, place, stages
from gateway.scopes import POOL
from gateway.writes import below, both, sets, takes

_STAGES = stages(QUESTIONNAIRE_LIFE)

_FOLDS: Folds = {
    q.QuestionnaireDrafted: both(
        _STAGES[q.QuestionnaireDrafted],
        takes("number", "title", "text", "questions", "place", "community", "author"),
        takes("owner", "due_at", closes_at="due_at"),
    ),
    q.QuestionnaireOpened: _STAGES[q.QuestionnaireOpened],
    q.QuestionnaireAnswered: both(
        takes("count", "tallies"), below("sheets", "mark", takes("said", "reporter"))
    ),
    q.QuestionnaireNeedTold: lambda _: {},
    q.QuestionnaireClosed: both(
        _STAGES[q.QuestionnaireClosed], sets(owner=None, due_at=None), takes("count")
    ),
    q.QuestionnaireRedacted: takes(redacted="depth"),
}


def _tags(event: Any) -> Iterable[str]:
    """Its community and street, and whose it is; everybody once it is opened."""
    if isinstance(event, q.QuestionnaireDrafted):
        yield from place(*event.place.path[1:3])
        yield from person(event.author)
    elif isinstance(event, q.QuestionnaireOpened):
        yield POOL


def _facets(view: Folded) -> Mapping[str, Any]:
    copied = ("stage", "number", "community", "due_at")
    return listed(view, **{name: view.get(name) for name in copied})


QUESTIONNAIRES = Kind(
    name="questionnaires",
    source="intake",
    born=q.QuestionnaireDrafted,
    folds=_FOLDS,
    tags=_tags,
    facets=_facets,
    filters=("number",),
)
