"""What intake does when it is told something.

Rule 1: what is said of a case that intake never had is nobody's: that it was heard is kept, and
nothing else.
Rule 2: a case that was merged is followed to where it went, and if that has ended it is reported
anew: no problem disappears in another.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Any

from contracts.actor import CLOCK
from contracts.city import City
from contracts.envelope import Envelope
from contracts.events.callback import CallbackRecorded
from contracts.events.case import CaseMerged
from contracts.events.case_work import CaseBundled, CaseSplit, SplitOff
from contracts.events.event import Event
from contracts.events.procedure import TaskProlonged, TaskSettled
from contracts.events.recomputed import WhistleRecomputed
from contracts.events.task import TaskCannotSolve, TaskCompleted, TaskEvent, TaskObjected
from contracts.events.whistle import WhistleConfirmed, WhistleRaised, WhistleWithdrawn
from contracts.events.whistle_draft import WhistleRefused
from contracts.refusals import NotThere
from services.chassis.bus import Handlers, Hears
from services.chassis.numbers import Numbers
from services.chassis.store import Act, Store
from services.intake import core
from services.intake.core.recompute import on_whistle_recomputed
from services.intake.store import Hearsay, new_number


@dataclass(frozen=True)
class Ears:
    """Bring every case to its end."""

    cases: Store[core.Case]
    hearsay: Store[Hearsay]
    city: City
    numbers: Numbers
    now: Callable[[], datetime]

    async def on_raised(self, heard: Envelope[WhistleRaised]) -> None:
        """A whistle was raised, maybe on several cases."""
        for id in core.cases_of(heard.data):
            await self._tell(id, heard, core.on_raised)

    async def on_confirmed(self, heard: Envelope[WhistleConfirmed]) -> None:
        """A whistle was confirmed: each case has its own result."""
        for id, solved in core.results(heard.data).items():
            await self._tell(id, heard, partial(core.on_confirmed, solved=solved))

    async def on_ended(self, heard: Envelope[WhistleWithdrawn] | Envelope[WhistleRefused]) -> None:
        """A whistle is off."""
        for id in heard.data.case_ids:
            await self._tell(id, heard, core.on_ended)

    async def on_recomputed(self, heard: Envelope[WhistleRecomputed]) -> None:
        """A whistle ends at another time: its cases too."""
        for id in heard.data.case_ids:
            await self._tell(id, heard, _later)

    async def on_relieved(self, heard: Envelope[core.Relieved]) -> None:
        """A call was given more time, or waits: so do the cases of its whistle."""
        for id in heard.data.case_ids:
            await self._tell(id, heard, core.on_relieved)

    async def on_completed(self, heard: Envelope[TaskCompleted]) -> None:
        """A department is done with a case that was transferred to it."""
        await self._tell(heard.data.case_id or "", heard, core.on_completed)

    async def on_objected(self, heard: Envelope[TaskObjected]) -> None:
        """A department says that a case is not theirs."""
        await self._tell(heard.data.case_id or "", heard, core.on_objected)

    async def on_cannot_solve(self, heard: Envelope[TaskCannotSolve]) -> None:
        """A case is beyond a department."""
        await self._tell(heard.data.case_id or "", heard, core.on_cannot_solve)

    async def on_settled(self, heard: Envelope[TaskSettled]) -> None:
        """A procedure that was opened on a case came to its result."""
        await self._tell(heard.data.case_id or "", heard, core.on_settled)

    async def on_prolonged(self, heard: Envelope[TaskProlonged]) -> None:
        """A procedure was given more time."""
        await self._tell(heard.data.case_id or "", heard, core.on_prolonged)

    async def on_called_back(self, heard: Envelope[CallbackRecorded]) -> None:
        """The reporter was asked."""
        await self._tell(heard.data.case_id, heard, core.on_called_back)

    async def on_merged(self, heard: Envelope[CaseMerged]) -> None:
        """A case was merged: its reporters are linked to where it went."""
        if not await self._link(heard, heard.data.into):
            await self._report_anew(heard)

    async def on_split(self, heard: Envelope[CaseSplit]) -> None:
        """A case was split: each problem of it becomes a case, once."""
        kept = await self.cases.get(heard.subject)
        for part in heard.data.parts:
            if kept is not None:
                await self._split_off(heard, part, kept.state)
        await self.hearsay.hear(heard.subject, heard.model_copy(update={"data": Event()}))

    async def _split_off(
        self, heard: Envelope[CaseSplit], part: SplitOff, whole: core.Case
    ) -> None:
        number = await new_number(self.numbers, heard.time)
        facts = core.Arrival(number, whole.place, part.case_id)
        decide = partial(core.split_off, heard, part, whole, self.city, facts)
        act = Act(CLOCK, self.now(), heard.id)
        await self.cases.act(part.case_id, lambda case: [] if case else decide(), act)

    async def on_bundled(self, heard: Envelope[CaseBundled]) -> None:
        """A case was linked with others: they are linked too."""
        for other in heard.data.others:
            await self._tell(other, heard, core.on_bundled)

    @property
    def handlers(self) -> Handlers:
        """What intake listens to."""
        return {
            WhistleRaised: Hears(self.on_raised, wants=_of_cases),
            WhistleConfirmed: Hears(self.on_confirmed, wants=_of_cases),
            WhistleWithdrawn: Hears(self.on_ended, wants=_names_cases),
            WhistleRefused: Hears(self.on_ended, wants=_names_cases),
            WhistleRecomputed: Hears(self.on_recomputed, wants=_names_cases),
            **dict.fromkeys(core.RELIEVED, Hears(self.on_relieved, wants=_names_cases)),
            TaskCompleted: Hears(self.on_completed, wants=_of_a_case),
            TaskSettled: Hears(self.on_settled, wants=_of_a_case),
            TaskProlonged: Hears(self.on_prolonged, wants=_of_a_case),
            TaskObjected: Hears(self.on_objected, wants=_of_a_case),
            TaskCannotSolve: Hears(self.on_cannot_solve, wants=_of_a_case),
            CallbackRecorded: Hears(self.on_called_back),
            CaseMerged: Hears(self.on_merged),
            CaseSplit: Hears(self.on_split),
            CaseBundled: Hears(self.on_bundled, wants=_links),
        }

    async def note(self, heard: Envelope[Any]) -> None:
        """Keep that it was heard, and nothing else."""
        await self.hearsay.hear(heard.subject, heard.model_copy(update={"data": Event()}))

    async def tell(
        self, id: str, heard: Envelope[Any], decide: Callable[..., Sequence[Event]]
    ) -> None:
        """Let a case hear something; of one that intake never had it is only kept that it was."""
        await self._tell(id, heard, decide)

    async def _tell(
        self, id: str, heard: Envelope[Any], decide: Callable[..., Sequence[Event]]
    ) -> None:
        # Its place in the stream is kept, its words are not: intake's own `case.merged` would merge
        # the case that hears it.
        wordless = heard.model_copy(update={"data": Event()})
        try:
            await self.cases.hear(id, wordless, partial(self._decided, heard, decide))
        except NotThere:
            await self.hearsay.hear(heard.subject, wordless)

    def _decided(
        self, heard: Envelope[Any], decide: Callable[..., Sequence[Event]], case: core.Case | None
    ) -> Sequence[Event]:
        assert case, "of what intake never had, nothing is decided"
        city, now = self.city, self.now()
        return core.followed(case, decide(heard, case=case, city=city, now=now), city, now)

    async def _link(self, heard: Envelope[CaseMerged], into: str) -> bool:
        await self._tell(into, heard, core.on_merged)
        kept = await self.cases.get(into)
        if kept is None or heard.subject in kept.state.joined:
            return kept is not None
        further = kept.state.merged_into
        return further is not None and await self._link(heard, further)

    async def _report_anew(self, heard: Envelope[CaseMerged]) -> None:
        kept = await self.cases.get(heard.subject)
        if kept is None:
            return
        told, now = kept.state, self.now()
        facts = core.Arrival(await new_number(self.numbers, now), told.place)
        decide = partial(core.reported_again, heard, told, self.city, now, facts)
        digest = sha256(heard.id.encode()).hexdigest()[:16]
        await self.cases.act(f"case-{digest}", lambda _: decide(), Act(CLOCK, now, heard.id))


def _of_a_case(event: TaskEvent) -> bool:
    return event.case_id is not None


def _links(event: CaseBundled) -> bool:
    return bool(event.others)


def _of_cases(event: WhistleRaised | WhistleConfirmed) -> bool:
    return bool(core.cases_of(event))


def _later(
    heard: Envelope[WhistleRecomputed], *, case: core.Case | None, city: City, now: datetime
) -> Sequence[Event]:
    return on_whistle_recomputed(heard, case, city)


def _names_cases(
    event: WhistleWithdrawn | WhistleRefused | WhistleRecomputed | core.Relieved,
) -> bool:
    return bool(event.case_ids)
