"""What intake does about visits: when asked, when a round opens, when troubles were found.

Rule 1: the visits of a day or a warning and the cases of a visit have ids that follow from what
brought them, so that hearing of it again makes none twice.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final, TypeAlias

from contracts.actor import CLOCK, Actor
from contracts.city import City
from contracts.commands.case import Report
from contracts.commands.command import Command
from contracts.commands.visit import PlanVisit, RecordVisit
from contracts.envelope import Envelope
from contracts.events.event import Event
from contracts.events.risk import RiskFlagged, RiskMissed, RiskRecomputed
from contracts.events.visit import RoundOpened, VisitHazardsFound, VisitRecorded, WentEvent
from contracts.recusal import steps_aside
from contracts.refusals import NotSo, NotThere
from contracts.visiting import Finding
from contracts.words import Channel, Place, Point
from services.chassis.bus import Handlers, Hears
from services.chassis.numbers import Numbers
from services.chassis.store import Act, Outcome, Store
from services.intake import core
from services.intake.core import round, visit_gates
from services.intake.core.prevention import preventive, taken_up
from services.intake.core.recompute_visit import on_risk_recomputed
from services.intake.core.round import Round
from services.intake.core.visit import Visit
from services.intake.core.visit_plan import Whereabouts
from services.intake.store import new_number

Find: TypeAlias = Callable[[Point, str], Place]
"""The place of a point and an address; refuses one outside the city."""


LOOK_AGAIN: Final = 60.0
"""Seconds between looks for schedules that a new city pack brought."""


@dataclass(frozen=True)
class Visiting:
    """See that visits are made, and that what they find is seen to."""

    visits: Store[Visit]
    rounds: Store[Round]
    cases: Store[core.Case]
    city: City
    find: Find
    numbers: Numbers
    now: Callable[[], datetime]
    area: Callable[[str], Place]
    """The place of a territory."""

    async def act(self, command: Command, id: str, act: Act) -> Outcome[Visit]:
        """Decide and save."""
        if isinstance(command, PlanVisit) and command.case_id:
            await self._check_case(command.case_id, act.by)
        decide = partial(visit_gates.VISIT_DECISIONS[type(command)], command)
        if look := self._looks.get(type(command)):
            decide = partial(decide, facts=look(command, id))
        return await self.visits.act(
            id, lambda visit: decide(visit, act.by, self.city, act.at), act
        )

    async def run(self) -> None:
        """Begin the schedules the pack has, and those a later pack brings."""
        while True:
            await self.begin()
            await asyncio.sleep(LOOK_AGAIN)

    async def begin(self) -> None:
        """Let every schedule of the city run."""
        now = self.now()
        for schedule in self.city.visiting.schedules.values():
            id, key = f"vr-{schedule.id}", f"begin {now.isoformat()}"
            known = await self.rounds.get(id)
            if known is None or known.state.day is None:
                decide = partial(round.begin, schedule=schedule, city=self.city, now=now)
                await self.rounds.act(id, decide, Act(CLOCK, now, key))

    async def on_opened(self, heard: Envelope[RoundOpened]) -> None:
        """A day came: everybody on its list has a visit to make."""
        act = Act(CLOCK, self.now(), heard.id)
        for id, plan in round.visits_of(heard.data, self.city, act.at):
            await self.visits.act(id, lambda visit, plan=plan: [] if visit else [plan], act)
        await self.rounds.hear(heard.subject, _wordless(heard))

    async def on_flagged(self, heard: Envelope[RiskFlagged]) -> None:
        """An area is warned of: somebody goes there."""
        flag = heard.data
        plan = preventive(flag, heard.subject, self.area(flag.area), self.city)
        act = Act(CLOCK, self.now(), heard.id)
        await self.visits.act(flag.visit_id, lambda visit: [] if visit else [plan], act)
        await self.visits.hear(flag.visit_id, _wordless(heard))

    async def on_missed(self, heard: Envelope[RiskMissed]) -> None:
        """Nobody went where an area is warned of: the community has it as a case, once."""
        missed, now = heard.data, self.now()
        number = await new_number(self.numbers, now)
        facts = core.Arrival(number, self.area(missed.area))
        taken = taken_up(missed, heard.subject, facts, self.city, now)
        act = Act(CLOCK, now, heard.id)
        await self.cases.act(missed.case_id or "", lambda case: [] if case else [taken], act)
        await self.visits.hear(missed.visit_id, _wordless(heard))

    async def on_risk_recomputed(self, heard: Envelope[RiskRecomputed]) -> None:
        """A warning is due at another time, and so is the visit that answers it."""
        tell = partial(on_risk_recomputed, heard, city=self.city)
        with suppress(NotThere):
            await self.visits.hear(heard.data.visit_id, _wordless(heard), tell)

    async def on_went(self, heard: Envelope[WentEvent]) -> None:
        """Somebody was there: each trouble becomes a case; the case it was for is told."""
        kept = await self.visits.get(heard.subject)
        for finding in heard.data.findings:
            if kept and finding.case_id:
                await self._open(finding, kept.state, heard)
        if kept and kept.state.case_id:
            tell = partial(core.on_visited, heard, kept.state.kind)
            with suppress(NotThere):
                await self.cases.hear(kept.state.case_id, _wordless(heard), tell)
        await self.visits.hear(heard.subject, _wordless(heard))

    @property
    def handlers(self) -> Handlers:
        """What is listened to."""
        went = Hears(self.on_went, wants=_troubled)
        return {
            RoundOpened: Hears(self.on_opened),
            RiskFlagged: Hears(self.on_flagged),
            RiskMissed: Hears(self.on_missed, wants=_has_a_case),
            RiskRecomputed: Hears(self.on_risk_recomputed),
            VisitRecorded: went,
            VisitHazardsFound: went,
        }

    @property
    def _looks(self) -> Mapping[type[Command], Callable[[Any, str], object]]:
        return {PlanVisit: self._whereabouts, RecordVisit: lambda _, id: id}

    def _whereabouts(self, asked: PlanVisit, _: str) -> Whereabouts:
        place = self.find(asked.point, asked.address)
        compound = self.city.compound_of(place)
        return Whereabouts(place=place, compound=compound and compound.id)

    async def _check_case(self, id: str, by: Actor) -> None:
        """Refuse a visit for a case that is not there, or not where the actor works."""
        kept = await self.cases.get(id)
        aside = kept and steps_aside(by, kept.state.recused, self.city)
        if kept is None or aside or not core.works_here(by, kept.state):
            raise NotSo("unknown_case", field="case_id")

    async def _open(self, finding: Finding, visit: Visit, heard: Envelope[WentEvent]) -> None:
        now, place = self.now(), visit.subject.place
        told = Report(
            text=finding.text,
            category=finding.category or visit.category,
            point=place.point,
            address=place.address,
            channel=_channel(visit.channel),
            photos=finding.photos,
            source=heard.subject,
        )
        facts = core.Arrival(await new_number(self.numbers, now), place)
        taken = core.taken_in(told, heard.by, facts, self.city, now)
        act = Act(Actor(id=heard.by), now, heard.id)
        await self.cases.act(finding.case_id or "", lambda case: [] if case else [taken], act)


def _channel(word: str) -> Channel:
    """The way in; a patrol, where this version knows no such way."""
    return Channel(word) if word in set(Channel) else Channel.PATROL


def _troubled(event: WentEvent) -> bool:
    return event.case_id is not None or any(finding.case_id for finding in event.findings)


def _has_a_case(event: RiskMissed) -> bool:
    return event.case_id is not None


def _wordless(heard: Envelope[Any]) -> Envelope[Event]:
    """Its place in the stream, without its words: it changes nothing that hears it."""
    return heard.model_copy(update={"data": Event()})
