"""A whistle as one reader sees it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from contracts.events import call as k
from contracts.lifecycle import WhistleStage
from contracts.views.evaluation import AssessmentView
from contracts.views.ruling import RulingView
from contracts.views.view import Next
from contracts.views.whistle import CallView, WhistleRow, WhistleView
from gateway.fold import Folded, Line
from gateway.present.awaiting import awaited
from gateway.present.blowing import chain, grounds, joint
from gateway.present.calls import Calls, calls
from gateway.present.coordination import agreed, answer_times, meetings, muster, thread
from gateway.present.reader import Reader, problems, shown
from gateway.present.withheld import is_withheld_work, withheld
from gateway.scopes import Sight

_UNDER_WAY = frozenset({WhistleStage.MUSTERING, WhistleStage.WORKING})
_FOR_ALL = frozenset({k.CallSummoned.type, k.CallReleased.type})
"""What a department may know of the other departments' calls."""


@dataclass(frozen=True)
class Joined:
    """What else there is about a whistle."""

    tasks: Calls = field(default_factory=dict[str, Folded])
    rulings: Sequence[RulingView] = ()
    assessments: Sequence[AssessmentView] = ()


def whistle_row(id: str, whistle: Folded, reader: Reader, tasks: Calls) -> WhistleRow:
    """A line of a list, with the roll call."""
    row = WhistleRow(**_row(id, whistle, reader, tasks, reader.scope.sight(whistle.tags)))
    return withheld(row) if is_withheld_work(whistle, reader.scope, reader.city) else row


def whistle_view(id: str, whistle: Folded, reader: Reader, joined: Joined) -> WhistleView:
    """The whole whistle."""
    sight = reader.scope.sight(whistle.tags)
    row = _row(id, whistle, reader, joined.tasks, sight)
    said = thread(whistle, sight, reader)
    told = ("tried", "ratified", "returned_for")
    copied = ("origin", "needs_endorsement", "place", "opinion", "result", "closing_reason")
    view = WhistleView(
        **row,
        **{name: shown(whistle.get(name), sight) for name in copied},
        drafter=whistle.get("drafter") if sight >= Sight.LOCAL else None,
        reason=shown(whistle.get("reason"), sight),
        problems=problems(whistle, sight),
        proposed=tuple(whistle.get("proposed", ())),
        lead=next((call.department for call in row["calls"] if call.lead), None),
        **{name: shown(whistle.get(name), sight) for name in told},
        **{name: whistle.get(name) for name in ("again_of", "ratify_by", "promised_by")},
        awaits=awaited(whistle, sight, reader),
        **grounds(whistle, sight, reader),
        chain=chain(whistle, sight, reader),
        joint=joint(whistle, reader),
        reminders=whistle.get("reminders", 0),
        muster=muster(whistle, row["calls"], reader),
        thread=said,
        answer_times=answer_times(said, reader),
        meetings=meetings(whistle, sight),
        agreed=agreed(whistle, sight, reader),
        ends=tuple(whistle.get("ends", ())),
        rulings=tuple(joined.rulings),
        assessments=tuple(joined.assessments),
        timeline=reader.timeline(whistle, sight, shows=_shows(sight, reader)),
    )
    return withheld(view) if is_withheld_work(whistle, reader.scope, reader.city) else view


def _row(id: str, whistle: Folded, reader: Reader, tasks: Calls, sight: Sight) -> dict[str, Any]:
    called, kind = calls(whistle, tasks, reader), whistle.get("kind")
    stated = problems(whistle, sight)
    return {
        "id": id,
        "version": whistle.heads["dispatch"],
        "number": whistle.get("number"),
        "stage": whistle.get("stage"),
        "kind": kind,
        "kind_zh": reader.city.label(f"kind.{kind}", "zh"),
        "kind_en": reader.city.label(f"kind.{kind}", "en"),
        "grade": whistle.get("grade"),
        "street": whistle.get("street"),
        "community": whistle.get("community"),
        "text": stated[0].text,
        "problem_count": len(stated),
        "address": shown(whistle.get("place")["address"], sight),
        "calls": called,
        "silent": tuple(call.department for call in called if call.silent),
        "created_at": whistle.created_at,
        "updated_at": whistle.updated_at,
        "next": _next(whistle, called, sight, reader),
    }


def _next(whistle: Folded, called: Sequence[CallView], sight: Sight, reader: Reader) -> Next:
    stage, street, by = whistle.get("stage"), whistle.get("street"), whistle.get("due_at")
    if stage == WhistleStage.DRAFT and whistle.get("needs_endorsement"):
        return reader.next("whistle.unendorsed", whistle.get("community"), by)
    if stage == WhistleStage.RETURNED:
        street = whistle.get("asker")
    owing = (call for call in called if call.owes_by)
    owed = [one.next for one in (*owing, *awaited(whistle, sight, reader))]
    if stage in _UNDER_WAY and owed:
        return min(owed, key=_soonest)
    return reader.next(f"whistle.{stage}", street, by)


def _soonest(owed: Next) -> float:
    return owed.by.timestamp() if owed.by else 0.0


def _shows(sight: Sight, reader: Reader) -> Callable[[Line], bool]:
    def shows(line: Line) -> bool:
        if sight is not Sight.CALLED or line.type in _FOR_ALL:
            return True
        return line.facts.get("department", "") in {"", *reader.units}

    return shows
