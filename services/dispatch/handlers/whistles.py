"""What dispatch does when it is asked or told something, or when a deadline passes."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, Final, TypeAlias

from contracts.actor import Actor
from contracts.calendar.wall import to_wall
from contracts.city import City
from contracts.city.places import Places
from contracts.commands.command import Command
from contracts.commands.coordination import AnswerSupervision
from contracts.commands.relief import DecideRelief
from contracts.commands.whistle import (
    Approve,
    DecideRuling,
    Draft,
    Preview,
    ProblemStated,
    Raise,
    ReviseDraft,
)
from contracts.envelope import Envelope
from contracts.events.case import CaseJoined, CaseReported
from contracts.events.evaluation import AssessmentScored
from contracts.events.event import Event
from contracts.events.task import (
    TaskAcknowledged,
    TaskArrived,
    TaskCannotSolve,
    TaskCompleted,
    TaskEvent,
    TaskExtensionAsked,
    TaskObjected,
    TaskResumeAsked,
    TaskSuspensionAsked,
)
from contracts.refusals import NotSo
from contracts.summons import Problem
from contracts.words import Place
from services.chassis.acts import Posted
from services.chassis.bus import Handlers, Hears
from services.chassis.numbers import Numbers
from services.chassis.store import Outcome, Store
from services.dispatch import core
from services.dispatch.store import nearby

NUMBERED: Final = "WH"
"""How the numbers of whistles begin: WH20261122-0007."""

FEW, MANY = 5, 50
"""How many other whistles are looked at: to raise one, and for a person who asks first."""

Look: TypeAlias = Callable[[Any, str, Posted], Awaitable[object]]
"""Finds what a decision cannot know by itself, given the command, the whistle's id and the act."""

Answer: TypeAlias = Callable[[Envelope[Any], core.Whistle, City, datetime], Sequence[Event]]
"""What a word of others leads to."""


@dataclass(frozen=True)
class Dispatch:
    """Call who must come, and let no call fall silent."""

    whistles: Store[core.Whistle]
    aside: Store[core.Aside]
    trails: Store[core.Trail]
    city: City
    places: Places
    numbers: Numbers
    now: Callable[[], datetime]

    async def act(self, command: Command, id: str, act: Posted) -> Outcome[core.Whistle]:
        """Decide and save."""
        decide = partial(core.DECISIONS[type(command)], command)
        if look := self._looks.get(type(command)):
            decide = partial(decide, facts=await look(command, id, act))
        return await self.whistles.act(
            id, lambda whistle: decide(whistle, act.by, self.city, act.at), act
        )

    async def preview(self, command: Preview, by: Actor) -> core.Plan:
        """Say what raising it would do; nothing is stored."""
        facts = await self._facts(command, self._place(command, by), MANY)
        return core.preview(command, by, self.city, self.now(), facts)

    async def tell(self, decide: Answer, heard: Envelope[Any]) -> None:
        """A department answered a call, or was judged for it."""
        await self.whistles.hear(
            heard.data.whistle_id,
            core.told(heard),
            lambda whistle: decide(heard, core.there(whistle), self.city, self.now()),
        )

    async def on_reported(self, heard: Envelope[CaseReported] | Envelope[CaseJoined]) -> None:
        """A case is about somebody, or promised to the hotline: keep that in mind."""
        await self.aside.hear(heard.subject, heard)

    async def on_tried(self, heard: Envelope[Any]) -> None:
        """A case went through somebody's hands: keep in mind who has tried it."""
        await self.trails.hear(heard.subject, heard)

    def tick(self, whistle: core.Whistle, now: datetime) -> Sequence[Event]:
        """Say what the passing of time does to a whistle."""
        return core.tick(whistle, self.city, now)

    async def _arrival(self, command: Raise, id: str, act: Posted) -> core.Facts:
        place = self._place(command, act.by)
        core.origin(act.by, place)
        facts = await self._facts(command, place, FEW)
        number = await self.numbers.next(NUMBERED, to_wall(act.at).date())
        return replace(facts, id=id, number=number)

    async def _named(self, command: Command, id: str, act: Posted) -> str:
        """What of the whistle the path names: a ruling, a supervision."""
        return act.path_id

    async def _drafted(self, command: Approve, id: str, act: Posted) -> core.Facts:
        kept = await self.whistles.get(id)
        whistle = core.there(kept.state if kept else None)
        facts = await self._found(whistle.problems, whistle.place, FEW)
        return replace(facts, id=id)

    async def _revised(self, command: ReviseDraft, id: str, act: Posted) -> core.Facts:
        kept = await self.whistles.get(id)
        whistle = core.there(kept.state if kept else None)
        facts = await self._facts(command, self._place(command, act.by), FEW)
        return replace(facts, id=id, number=whistle.number)

    async def _facts(self, command: Draft, place: Place, most: int) -> core.Facts:
        facts = await self._found(command.problems, place, most)
        again = await self.whistles.get(command.again_of) if command.again_of else None
        return replace(facts, again=again.state if again else None)

    async def _found(
        self, problems: Sequence[ProblemStated | Problem], place: Place, most: int
    ) -> core.Facts:
        """What is open nearby on the like, and what is known of the cases."""
        known = [await self._steps_aside(problem.case_id) for problem in problems]
        categories = {problem.category for problem in problems}
        trails = {p.case_id: await self.trails.get(p.case_id) for p in problems if p.case_id}
        tried = core.shown({id: kept.state for id, kept in trails.items() if kept}, self.city)
        others = await nearby(self.whistles, categories, place, most)
        return core.Facts(
            place=place,
            nearby=others,
            shown=tried,
            aside=core.joined(known),
            promised_by=core.promised(known, self.now()),
        )

    async def _steps_aside(self, case_id: str | None) -> core.Aside:
        kept = await self.aside.get(case_id) if case_id else None
        return kept.state if kept else core.Aside(ids=())

    def _place(self, command: Draft, by: Actor) -> Place:
        territory = self.places.locate(command.point.lng, command.point.lat) or self._post(by)
        if territory is None:
            raise NotSo("outside_city", field="point")
        path = self.city.path(territory)
        point, address = command.point, command.address
        return Place(point=point, address=address, territory=territory, path=path)

    def _post(self, by: Actor) -> str | None:
        """Where the actor's post is: in a city that drew no map, that is all one can know."""
        posts = () if self.city.outlines else by.posts
        return next((post.at for post in posts if self.city.knows_territory(post.at)), None)

    @property
    def _looks(self) -> Mapping[type[Command], Look]:
        return {
            Raise: self._arrival,
            Approve: self._drafted,
            ReviseDraft: self._revised,
            **dict.fromkeys((DecideRuling, DecideRelief, AnswerSupervision), self._named),
        }

    @property
    def handlers(self) -> Handlers:
        """What dispatch listens to."""
        answer = Hears(partial(self.tell, core.on_told), wants=_whistled)
        return {
            TaskAcknowledged: answer,
            TaskArrived: answer,
            TaskCompleted: answer,
            TaskObjected: Hears(partial(self.tell, core.on_objected), wants=_whistled),
            TaskCannotSolve: Hears(partial(self.tell, core.on_cannot_solve), wants=_whistled),
            TaskExtensionAsked: Hears(partial(self.tell, core.on_extension), wants=_whistled),
            TaskSuspensionAsked: Hears(partial(self.tell, core.on_suspension), wants=_whistled),
            TaskResumeAsked: Hears(partial(self.tell, core.on_resumed), wants=_whistled),
            AssessmentScored: Hears(partial(self.tell, core.on_told)),
            **dict.fromkeys((CaseReported, CaseJoined), Hears(self.on_reported, wants=core.wanted)),
            **dict.fromkeys(core.NOTED, Hears(self.on_tried)),
        }


def _whistled(event: TaskEvent) -> bool:
    """Whether the task answers a call; transferred cases are none of dispatch's business."""
    return event.whistle_id is not None
