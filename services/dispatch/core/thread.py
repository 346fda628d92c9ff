"""The thread of a whistle: what the street asks, the called departments answer in time.

Rule 1: the street speaks to one department or to all; a department speaks for itself alone.
Rule 2: whatever the street says wants an answer; the time each department takes is measured by
the clock on the wall, from the oldest question it had not answered.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.commands.coordination import Say
from contracts.events.coordination import MessageSaid, MessageUnanswered
from contracts.events.event import Event
from contracts.refusals import NotSo
from contracts.words import Kind
from services.dispatch.core.agreed import Asked
from services.dispatch.core.gates import responding
from services.dispatch.core.whistle import UNDER_WAY, Whistle

ANSWER = "thread.answer"
"""How long a department has to answer the street."""


def say(command: Say, whistle: Whistle, actor: Actor, city: City, now: datetime) -> Sequence[Event]:
    """Say something on the thread."""
    department = responding(actor, whistle)
    if department is None:
        return [_of_the_street(command, whistle, city, now)]
    return [_of_a_department(command, whistle, department, now)]


def _of_the_street(command: Say, whistle: Whistle, city: City, now: datetime) -> MessageSaid:
    if command.department and not whistle.call_of(command.department):
        raise NotSo("not_called_here", field="department")
    return MessageSaid(
        message_id=_id(whistle),
        side="street",
        department=command.department,
        text=command.text,
        photos=command.photos,
        said_at=now,
        answer_by=answer_by(command.department or whistle.street, whistle.kind, city, now),
    )


def answer_by(at: str, kind: Kind, city: City, now: datetime) -> datetime:
    """No later than a department of this kind of whistle has to acknowledge, if that is shorter."""
    limits = (city.span(ANSWER), city.kind(kind).clocks["arrive"])
    return min(city.due(at, now, limit).at for limit in limits)


def _of_a_department(command: Say, whistle: Whistle, department: str, now: datetime) -> MessageSaid:
    owed = [one for one in whistle.asked if department in one.owed]
    if command.answers and command.answers not in [one.id for one in owed]:
        raise NotSo("nothing_to_answer", field="answers")
    answers = command.answers or (owed[-1].id if owed else None)
    took = now - owed[0].said_at if owed else None
    return MessageSaid(
        message_id=_id(whistle),
        side="department",
        department=department,
        text=command.text,
        photos=command.photos,
        said_at=now,
        answers=answers,
        answer_seconds=int(took.total_seconds()) if took else None,
    )


def _id(whistle: Whistle) -> str:
    return f"{whistle.id}-m{whistle.said + 1}"


def unanswered(whistle: Whistle) -> Iterator["Unanswered"]:
    """The answers that are awaited, of departments still called."""
    if whistle.stage not in UNDER_WAY:
        return
    for asked in whistle.asked:
        for department in asked.owed:
            if department not in asked.late and whistle.call_of(department):
                yield Unanswered(asked.answer_by, asked, department)


@dataclass(frozen=True)
class Unanswered:
    """A department has not answered in time."""

    at: datetime
    asked: Asked
    department: str

    def fire(self, city: City, now: datetime) -> Sequence[Event]:
        """Tell its head."""
        return [
            MessageUnanswered(
                message_id=self.asked.id,
                department=self.department,
                was_due_at=self.at,
                tell=city.holders(Role.DEPARTMENT_HEAD, self.department),
            )
        ]
