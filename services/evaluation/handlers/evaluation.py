"""Assessments and call-backs: judged, asked, appealed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from contracts.city import City
from contracts.commands.command import Command
from contracts.envelope import Envelope
from contracts.events.case import (
    CaseAnswered,
    CaseConfirmed,
    CaseFedBack,
    CaseMerged,
    CaseWithdrawn,
)
from contracts.events.case_work import CaseExpired
from contracts.events.procedure import TaskSettled
from contracts.events.task import TaskCompleted
from contracts.events.whistle import WhistleConfirmed
from services.chassis.bus import Handlers, Hears
from services.chassis.store import Act, Outcome, Store
from services.evaluation import core


@dataclass(frozen=True)
class Evaluation:
    """See that everything is judged, and everybody asked."""

    assessments: Store[core.Assessment]
    callbacks: Store[core.Callback]
    city: City

    @property
    def commands(self) -> Collection[type[Command]]:
        """What may be asked of assessments and call-backs."""
        return core.DECISIONS

    async def act(self, command: Command, id: str, act: Act) -> Outcome[Any]:
        """Judge, appeal, rule, or record what a reporter said."""
        decide = core.DECISIONS[type(command)]
        store = self._store_of[type(command)]
        return await store.act(
            id, lambda state: decide(command, state, act.by, self.city, act.at), act
        )

    @property
    def _store_of(self) -> Mapping[type[Command], Store[Any]]:
        return {
            **dict.fromkeys(core.ON_ASSESSMENTS, self.assessments),
            **dict.fromkeys(core.ON_CALLBACKS, self.callbacks),
        }

    async def on_whistle_confirmed(self, heard: Envelope[WhistleConfirmed]) -> None:
        """Every responder shall be judged; and whoever is asked about a case is asked of them."""
        whistle = heard.data
        for record in whistle.records:
            due = core.on_confirmed(whistle, heard.subject, record, self.city, heard.time)
            await self.assessments.hear(f"as-{record.task_id}", heard, lambda _, due=due: due)
        for case_id in dict.fromkeys(p.case_id for p in whistle.problems if p.case_id):
            await self.callbacks.hear(f"cb-{case_id}", heard)

    async def on_task_done(self, heard: Envelope[TaskCompleted] | Envelope[TaskSettled]) -> None:
        """Whoever did what a case was transferred or entrusted for is the one asked about."""
        await self.callbacks.hear(f"cb-{heard.data.case_id}", heard)

    async def on_case_confirmed(self, heard: Envelope[CaseConfirmed]) -> None:
        """The reporter shall be asked."""
        await self.callbacks.hear(
            f"cb-{heard.subject}",
            heard,
            lambda callback: core.on_case_confirmed(
                heard.data, heard.subject, callback, self.city, heard.time
            ),
        )

    async def on_case_expired(self, heard: Envelope[CaseExpired]) -> None:
        """The limit is over: the reporter shall be asked, done or not."""
        await self.callbacks.hear(
            f"cb-{heard.subject}",
            heard,
            lambda callback: core.on_case_expired(
                heard.data, heard.subject, callback, self.city, heard.time
            ),
        )

    async def on_case_told(self, heard: Envelope[CaseFedBack] | Envelope[CaseAnswered]) -> None:
        """Whoever is being asked knows the result by now."""
        await self.callbacks.hear(f"cb-{heard.subject}", heard)

    async def on_case_gone(self, heard: Envelope[CaseMerged] | Envelope[CaseWithdrawn]) -> None:
        """There is nobody to ask."""
        await self.callbacks.hear(
            f"cb-{heard.subject}",
            heard,
            lambda callback: core.on_case_gone(heard.subject, callback, heard.time),
        )

    @property
    def handlers(self) -> Handlers:
        """What evaluation listens to."""
        return {
            WhistleConfirmed: Hears(
                self.on_whistle_confirmed, wants=lambda event: bool(event.records)
            ),
            TaskCompleted: Hears(self.on_task_done, wants=lambda event: bool(event.case_id)),
            TaskSettled: Hears(self.on_task_done, wants=_solved_a_case),
            CaseConfirmed: Hears(self.on_case_confirmed),
            CaseExpired: Hears(self.on_case_expired),
            **dict.fromkeys((CaseFedBack, CaseAnswered), Hears(self.on_case_told, wants=_late)),
            **dict.fromkeys((CaseMerged, CaseWithdrawn), Hears(self.on_case_gone)),
        }


def _late(event: CaseFedBack | CaseAnswered) -> bool:
    """Only then somebody may be asking already."""
    return event.expired


def _solved_a_case(event: TaskSettled) -> bool:
    """One that was guided elsewhere, or came back, was done by nobody yet."""
    return event.case_id is not None and event.result == "solved"
