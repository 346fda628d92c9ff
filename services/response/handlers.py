"""What response does when it is asked or told something."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from contracts.calendar.wall import to_wall
from contracts.city import City
from contracts.commands.command import Command
from contracts.commands.step import TakeStep
from contracts.commands.task import Arrive
from contracts.envelope import Envelope
from contracts.events.call import (
    CallAccepted,
    CallEscalated,
    CallEvent,
    CallReleased,
    CallSentBack,
    CallSummoned,
    RulingDecided,
    RulingOpened,
)
from contracts.events.case_handed import CaseEntrusted, CaseReturned, CaseTransferred
from contracts.events.case_ruling import CaseRuled
from contracts.events.case_work import CaseRecomputed
from contracts.events.event import Event
from contracts.events.procedure import TaskEnded, TaskRollCalled, TaskSpawned
from contracts.events.recomputed import CallRecomputed
from contracts.events.relief import CallExtended, CallResumed, CallSuspended, ReliefDecided
from contracts.events.task import TaskRedacted
from contracts.steps import PAPERS
from services.chassis.bus import Handlers, Hears
from services.chassis.numbers import Numbers
from services.chassis.store import Act, Outcome, Shape, Store
from services.response import core

SHAPE = Shape(
    name="tasks",
    source="response",
    model=core.Task,
    evolve=core.evolve,
    due=core.due_at,
    redaction=TaskRedacted,
)


@dataclass(frozen=True)
class Response:
    """Let every called department answer, and nobody else."""

    tasks: Store[core.Task]
    city: City
    secret: str
    """Behind the codes a street shows at the scene."""
    numbers: Numbers

    async def act(self, command: Command, id: str, act: Act) -> Outcome[core.Task]:
        """Take a step of a task, or ask whether it is one's own."""
        number = await self._number(command, act)
        decide = self.decisions(id, number)[type(command)]
        return await self.tasks.act(
            id, lambda task: decide(command, task, act.by, self.city, act.at), act
        )

    async def _number(self, command: Command, act: Act) -> str | None:
        """The number of the paper a step makes; one that is made again keeps its first."""
        paper = self.city.papers_of.get(command.step) if isinstance(command, TakeStep) else None
        return await self.numbers.next(PAPERS[paper], to_wall(act.at).date()) if paper else None

    def decisions(
        self, id: str, number: str | None = None
    ) -> Mapping[type[Command], core.Decision]:
        """The core's decisions on a task, with what only this process knows."""
        return {
            **core.DECISIONS,
            Arrive: partial(core.arrive, secret=self.secret),
            TakeStep: partial(core.take, file=core.Filed(id, number)),
        }

    async def on_summoned(self, heard: Envelope[CallSummoned]) -> None:
        """A whistle called: the task stands in the department's inbox."""
        begun = core.on_summoned(heard.data, self.city, heard.time)
        await self.tasks.hear(heard.data.task_id, heard, lambda _: begun)

    async def on_transferred(self, heard: Envelope[CaseTransferred]) -> None:
        """A case was transferred: the same, without an assessment."""
        begun = core.on_transferred(heard.data, heard.subject, self.city, heard.time)
        await self.tasks.hear(heard.data.task_id, heard, lambda _: begun)

    async def on_entrusted(self, heard: Envelope[CaseEntrusted]) -> None:
        """A procedure was opened on a case."""
        begun = core.on_entrusted(heard.data, heard.subject, self.city, heard.time)
        await self.tasks.hear(heard.data.task_id, heard, lambda _: begun)

    async def on_spawned(self, heard: Envelope[TaskSpawned]) -> None:
        """A task's resolution asks somebody for something: that is a task too."""
        begun = core.on_spawned(heard.data, heard.subject, self.city, heard.time)
        await self.tasks.hear(heard.data.child, heard, lambda _: begun)

    async def on_ended(self, heard: Envelope[TaskEnded]) -> None:
        """Somebody who was asked for something is done: whoever asked knows it."""
        wordless = heard.model_copy(update={"data": Event()})
        told = partial(core.on_part_ended, heard.subject, heard.data)
        await self.tasks.hear(heard.data.parent or "", wordless, told)

    async def on_roll_called(self, heard: Envelope[TaskRollCalled]) -> None:
        """A meeting was held: whoever was called to it knows what the roll says of them."""
        wordless = heard.model_copy(update={"data": Event()})
        told = partial(core.on_roll_called, heard.data)
        await self.tasks.hear(heard.data.child, wordless, told)

    async def on_call(self, heard: Envelope[CallEvent]) -> None:
        """The street, the district or the clock did something to the call."""
        await self.tasks.hear(heard.data.task_id, heard)

    async def on_case(
        self, heard: Envelope[CaseReturned] | Envelope[CaseRecomputed] | Envelope[CaseRuled]
    ) -> None:
        """Its owner has the case again, its limit moved, or whose it is was ruled."""
        await self.tasks.hear(heard.data.task_id or "", heard)

    @property
    def handlers(self) -> Handlers:
        """What response listens to."""
        return {
            CallSummoned: Hears(self.on_summoned, beside=_begins_a_task),
            CaseTransferred: Hears(self.on_transferred),
            CaseEntrusted: Hears(self.on_entrusted),
            TaskSpawned: Hears(self.on_spawned, beside=_begins_a_task),
            TaskRollCalled: Hears(self.on_roll_called),
            TaskEnded: Hears(self.on_ended, wants=lambda event: event.parent is not None),
            CallAccepted: Hears(self.on_call),
            CallSentBack: Hears(self.on_call),
            CallReleased: Hears(self.on_call),
            CallEscalated: Hears(self.on_call),
            CallExtended: Hears(self.on_call),
            CallSuspended: Hears(self.on_call),
            CallResumed: Hears(self.on_call),
            CallRecomputed: Hears(self.on_call),
            ReliefDecided: Hears(self.on_call, wants=lambda event: event.wish != "waiver"),
            RulingOpened: Hears(self.on_call, wants=_asked_by_the_department),
            RulingDecided: Hears(self.on_call, wants=_asked_by_the_department),
            CaseReturned: Hears(self.on_case, wants=_of_a_task),
            CaseRecomputed: Hears(self.on_case, wants=_of_a_task),
            CaseRuled: Hears(self.on_case),
        }


def _begins_a_task(_: CallSummoned | TaskSpawned) -> bool:
    """So neighbours on one stream are about different tasks."""
    return True


def _of_a_task(event: CaseReturned | CaseRecomputed) -> bool:
    return event.task_id is not None


def _asked_by_the_department(event: RulingOpened | RulingDecided) -> bool:
    """An escalation is between street and district."""
    return event.about != "escalation"
