"""What a file puts on paper, and what its parties said of it."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from contracts.events.procedure import TaskStepped
from contracts.sentences import Sentence
from contracts.views.task import ConfirmationView, PaperView
from contracts.views.view import Moment
from gateway.fold import Folded, nested
from gateway.web import PREFIX

PAPERS: Final[Mapping[str, Sentence]] = {
    "agreement": Sentence("人民调解协议书", "Mediation agreement"),
    "minutes": Sentence("会议记录", "Record of the talks"),
}
"""By the names the pack uses (`contracts.steps.PAPERS`)."""


def papers(id: str, task: Folded) -> tuple[PaperView, ...]:
    """What may be printed of a file."""
    made = nested(task, "papers")
    return tuple(_paper(id, name, made[name]) for name in PAPERS if name in made)


def _paper(id: str, name: str, made: Mapping[str, Any]) -> PaperView:
    path = f"{PREFIX}/tasks/{id}/{name}"
    return PaperView(
        paper=name,
        label_zh=PAPERS[name].zh,
        label_en=PAPERS[name].en,
        number=made.get("number"),
        at=made["at"],
        page=f"{path}.html",
        pdf=f"{path}.pdf",
    )


def confirmations(timeline: Iterable[Moment]) -> tuple[ConfirmationView, ...]:
    """The latest word of each party on the agreement, in the order of their first."""
    latest: dict[str, ConfirmationView] = {}
    for moment in timeline:
        said: Mapping[str, Any] = moment.facts.get("fields") or {}
        if moment.type == TaskStepped.type and "confirms" in said:
            latest[said["party"]] = ConfirmationView(
                party=said["party"],
                confirmed=said["confirms"],
                way=said.get("way"),
                by=moment.by,
                at=moment.time,
            )
    return tuple(latest.values())
