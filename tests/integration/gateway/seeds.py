"""A small matter in the demo city, as its services tell it."""

from collections.abc import Sequence
from typing import Any

from contracts.envelope import Envelope
from contracts.events import call as k
from contracts.events import case as c
from contracts.events import case_handed as handed
from contracts.events import evaluation as e
from contracts.events import task as t
from contracts.events.callback import CallbackDue
from contracts.events.event import Event
from contracts.summons import CallRecord, Problem
from contracts.words import Level, Owner, Place, Point
from tests.unit.gateway import builders as b

STREET, COMMUNITY, GRID = "gangwan", "gangwan-01", "gangwan-01-01"
PLACE = Place(
    point=Point(lng=120.1, lat=36.1),
    address="和平路 5 号，电话 13812345678",
    territory=GRID,
    path=("haichuan", STREET, COMMUNITY, GRID),
)


class Matter:
    """One case and its whistle on two departments, told event by event with its own ids."""

    def __init__(self, name: str, *, confidential: bool = False) -> None:
        self.case, self.whistle = f"case-{name}", f"wh-{name}"
        self.tasks = (f"wh-{name}-1", f"wh-{name}-2")
        self.confidential = confidential
        self._seq: dict[str, int] = {}

    def said(self, subject: str, event: Event, by: str = "u-1") -> Envelope[Event]:
        seq = self._seq[subject] = self._seq.get(subject, 0) + 1
        return b.told(event, seq, subject=subject, by=by)

    @property
    def problem(self) -> Problem:
        return b.PROBLEM.model_copy(update={"case_id": self.case})

    def reported(self, reporter: str = "resident-1", **changes: Any) -> Envelope[Event]:
        event = b.reported(
            number=f"C-{self.case}",
            place=PLACE,
            reporter=reporter,
            owner=Owner(level=Level.GRID, at=GRID),
            confidential=self.confidential,
            **changes,
        )
        return self.said(self.case, event, reporter)

    def joined(self, reporter: str) -> Envelope[Event]:
        return self.said(self.case, c.CaseJoined(reporter=reporter, case_id="case-other"), reporter)

    def worked_on(self) -> Sequence[Envelope[Event]]:
        """Two have told of it, it is whistled, and the first department has acknowledged."""
        return (
            self.reported(),
            self.joined("resident-9"),
            self.whistled(),
            *self.raised(),
            self.notified(1),
            self.task(t.TaskAcknowledged, handler="王班长"),
        )

    def whistled(self) -> Envelope[Event]:
        owner = Owner(level=Level.STREET, at=STREET)
        event = handed.CaseWhistled(owner=owner, due_at=b.at(99), whistle_id=self.whistle)
        return self.said(self.case, event)

    def raised(self, **hidden: Any) -> Sequence[Envelope[Event]]:
        told = {"number": f"W-{self.whistle}", "street": STREET}
        called = {**told, "whistle_id": self.whistle, "place": PLACE, "problems": (self.problem,)}
        called |= hidden
        drafted = b.drafted(
            **told,
            **hidden,
            community=COMMUNITY,
            place=PLACE,
            problems=(self.problem,),
            drafter="worker-1",
        )
        events = [
            drafted,
            b.raised(**told, departments=("chengguan", "shuiwu"), problems=(self.problem,)),
            b.summoned(1, "chengguan", task_id=self.tasks[0], **called),
            b.summoned(2, "shuiwu", task_id=self.tasks[1], **called),
        ]
        return [self.said(self.whistle, event) for event in events]

    def notified(
        self, number: int = 1, department: str = "chengguan", **hidden: Any
    ) -> Envelope[Event]:
        event = b.notified(department, whistle_id=self.whistle, street=STREET, **hidden)
        return self.said(self.tasks[number - 1], event, "clock")

    def task(self, event: type[Event], number: int = 1, **facts: Any) -> Envelope[Event]:
        department = ("chengguan", "shuiwu")[number - 1]
        told = event(department=department, whistle_id=self.whistle, **facts)
        return self.said(self.tasks[number - 1], told, f"liaison-{department}")

    def call(self, event: type[Event], number: int = 1, **facts: Any) -> Envelope[Event]:
        department = ("chengguan", "shuiwu")[number - 1]
        ids = {"whistle_id": self.whistle, "task_id": self.tasks[number - 1]}
        return self.said(self.whistle, event(department=department, **ids, **facts))

    def assessed(self, number: int = 1) -> Sequence[Envelope[Event]]:
        department, task = ("chengguan", "shuiwu")[number - 1], self.tasks[number - 1]
        record = CallRecord(
            task_id=task,
            department=department,
            lead=number == 1,
            clocks=b.CLOCKS,
            summoned_at=b.NOON,
        )
        ids = {"whistle_id": self.whistle, "department": department}
        due = e.AssessmentDue(
            **ids, task_id=task, number="W", street=STREET, record=record, due_at=b.at(9)
        )
        scored = e.AssessmentScored(
            **ids, points={"duty": 9}, deductions=(), total=91, scorer="s", appeal_by=b.at(20)
        )
        return [self.said(f"as-{task}", event) for event in (due, scored)]

    def callback(self, reporter: str = "resident-1") -> Envelope[Event]:
        event = CallbackDue(
            case_id=self.case,
            number="C",
            reporter=reporter,
            street=STREET,
            category="E0101",
            round=1,
            due_at=b.at(9),
        )
        return self.said(f"cb-{self.case}", event)


__all__ = ["COMMUNITY", "GRID", "PLACE", "STREET", "Matter", "k"]
