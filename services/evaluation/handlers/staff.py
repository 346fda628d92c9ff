"""Seconded staff: a person's record from the work, and a street's opinion on it."""

from collections.abc import Collection
from dataclasses import dataclass

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.command import Command
from contracts.commands.staff import GiveOpinion
from services.chassis.acts import Posted
from services.chassis.bus import Handlers
from services.chassis.store import Outcome, Store
from services.evaluation.core import Assessment
from services.evaluation.core.sheet import Sheet
from services.evaluation.core.staff import (
    Opinion,
    StaffRecord,
    give_opinion,
    may_see,
    staff_record,
)

MOST = 500
"""Whistles of a person's year that are shown."""


@dataclass(frozen=True)
class Staff:
    """Know who did what, and what their street thinks of it."""

    opinions: Store[Opinion]
    sheets: Store[Sheet]
    assessments: Store[Assessment]
    city: City

    @property
    def commands(self) -> Collection[type[Command]]:
        """What may be asked about seconded staff."""
        return (GiveOpinion,)

    async def act(self, command: GiveOpinion, id: str, act: Posted) -> Outcome[Opinion]:
        """Give an opinion."""
        return await self.opinions.act(
            id,
            lambda one: give_opinion(command, one, act.by, self.city, act.at, act.path_id),
            act,
        )

    async def record(self, account: str, year: int, by: Actor) -> StaffRecord:
        """Return one person's year.

        Raises:
            NotThere: nobody, or nobody this reader may know of.
        """
        may_see(by, account, self.city)
        order = [("_id", 1)]
        found = await self.sheets.find({"people": f"{year}/{account}"}, sort=order, limit=MOST)
        given = await self.opinions.find({"person": f"{year}/{account}"}, sort=order, limit=MOST)
        sheets, opinions = [one.state for one in found], [one.state for one in given]
        tasks = [task for sheet in sheets for task in sheet.calls]
        kept = [(task, await self.assessments.get(f"as-{task}")) for task in tasks]
        judged = {task: one.state for task, one in kept if one}
        return staff_record(account, year, sheets, judged, opinions, self.city)

    @property
    def handlers(self) -> Handlers:
        """The sheets hear what it needs."""
        return {}
