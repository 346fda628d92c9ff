"""The thread, the meetings and the muster board of a whistle as one reader sees them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from contracts.views.coordination import (
    AgreedView,
    AnswerTime,
    Come,
    MeetingView,
    MessageView,
    Muster,
)
from contracts.views.whistle import CallView
from gateway.fold import Folded, nested
from gateway.present.reader import Reader, shown
from gateway.scopes import Sight


def thread(whistle: Folded, sight: Sight, reader: Reader) -> tuple[MessageView, ...]:
    """The messages, the oldest first; a department sees its own and those to everybody."""
    return tuple(
        _message(id, message, sight, reader)
        for id, message in _numbered(whistle, "thread")
        if "text" in message and _concerns(message, sight, reader)
    )


def _concerns(message: Mapping[str, Any], sight: Sight, reader: Reader) -> bool:
    return sight is not Sight.CALLED or message["department"] in {None, *reader.units}


def _message(id: str, message: Mapping[str, Any], sight: Sight, reader: Reader) -> MessageView:
    copied = ("side", "department", "said_at", "answer_by", "answers", "answer_seconds")
    late = (name.removeprefix("late/") for name in message if name.startswith("late/"))
    department = message["department"]
    whole = sight is not Sight.CALLED
    return MessageView(
        id=id,
        **{name: message[name] for name in copied},
        department_name=reader.name(department) if department else None,
        text=shown(message["text"], sight),
        photos=tuple(message["photos"]),
        late=tuple(sorted(one for one in late if whole or one in reader.units)),
    )


def answer_times(messages: Iterable[MessageView], reader: Reader) -> tuple[AnswerTime, ...]:
    """How fast each department answers, of what this reader sees."""
    taken: dict[str, list[int]] = {}
    missed: dict[str, int] = {}
    for message in messages:
        if message.department and message.answer_seconds is not None:
            taken.setdefault(message.department, []).append(message.answer_seconds)
        for department in message.late:
            missed[department] = missed.get(department, 0) + 1
    return tuple(
        AnswerTime(
            department=department,
            department_name=reader.name(department),
            answers=len(seconds := taken.get(department, [])),
            mean_seconds=round(sum(seconds) / len(seconds)) if seconds else None,
            unanswered=missed.get(department, 0),
        )
        for department in sorted({*taken, *missed})
    )


def meetings(whistle: Folded, sight: Sight) -> tuple[MeetingView, ...]:
    """The meetings held, the first one first."""
    return tuple(
        MeetingView(id=id, **shown({**meeting}, sight))
        for id, meeting in _numbered(whistle, "meetings")
    )


def agreed(whistle: Folded, sight: Sight, reader: Reader) -> tuple[AgreedView, ...]:
    """The steps agreed."""
    return tuple(
        AgreedView(
            id=id,
            **{name: step[name] for name in ("department", "person", "due_at")},
            department_name=reader.name(step["department"]),
            target=shown(step["target"], sight),
            done_at=step.get("done_at"),
            result=shown(step.get("result"), sight),
            photos=tuple(step.get("photos", ())),
            late=not step.get("done_at") and step["due_at"] < reader.now,
        )
        for id, step in _numbered(whistle, "agreed")
        if "target" in step
    )


def muster(whistle: Folded, called: Sequence[CallView], reader: Reader) -> Muster:
    """The muster board: first and last arrival of those called."""
    there = [call for call in called if call.stage != "released"]
    came = sorted(
        (Come(**_come(call, reader)) for call in there if call.arrived_at),
        key=lambda come: come.at,
    )
    begun = min((call.summoned_at for call in there if call.summoned_at), default=None)
    whole = bool(there) and len(came) == len(there)

    def minutes(come: Come) -> int | None:
        return int((come.at - begun).total_seconds() // 60) if begun else None

    return Muster(
        called=len(there),
        acknowledged=sum(call.acknowledged_at is not None for call in there),
        arrived=len(came),
        first=came[0] if came else None,
        last=came[-1] if came else None,
        all_here=whole,
        minutes_to_first=minutes(came[0]) if came else None,
        minutes_to_all=minutes(came[-1]) if whole else None,
    )


def _come(call: CallView, reader: Reader) -> dict[str, Any]:
    return {
        "department": call.department,
        "department_name": reader.name(call.department),
        "person": call.person,
        "at": call.arrived_at,
    }


def _numbered(whistle: Folded, name: str) -> list[tuple[str, dict[str, Any]]]:
    """What lies below a field, in the order of the numbers at the end of the ids."""

    def number(line: tuple[str, Any]) -> int:
        last = line[0].rsplit("-", 1)[-1][1:]
        return int(last) if last.isdecimal() else 0

    return sorted(nested(whistle, name).items(), key=number)
