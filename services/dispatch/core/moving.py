"""How another calendar changes a whistle; its calls' own clocks move by their own events."""

from collections.abc import Mapping
from datetime import datetime

from contracts.events.recomputed import WhistleRecomputed
from services.dispatch.core.call import Call
from services.dispatch.core.whistle import Whistle


def recomputed(whistle: Whistle, event: WhistleRecomputed) -> Mapping[str, object]:
    """What waits for a word or an answer ends at other times."""
    told = (*event.moved, *event.answers, *event.beside)
    ends = {one.id: one.due_at for one in told}
    return {
        "calls": tuple(_call(call, ends) for call in whistle.calls),
        "asked": tuple(
            one.model_copy(update={"answer_by": ends.get(one.id, one.answer_by)})
            for one in whistle.asked
        ),
        "ratify_by": ends.get("ratify_by", whistle.ratify_by),
        "join_by": ends.get("join_by", whistle.join_by),
        "calendar": event.calendar,
        "due_at": event.due_at,
    }


def _call(call: Call, ends: Mapping[str, datetime]) -> Call:
    rulings = tuple(
        one.model_copy(update={"due_at": ends.get(one.id, one.due_at)}) for one in call.rulings
    )
    pause = call.suspension
    if pause and call.task_id in ends:
        pause = pause.model_copy(update={"look_at": ends[call.task_id]})
    return call.model_copy(update={"rulings": rulings, "suspension": pause})
