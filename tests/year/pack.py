"""A new city pack in the middle of the year, through the desk of drafts as administrators use it.

It brings days off nobody knew of (调休), seconds somebody to a street, and has one schedule less.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from contracts.actor import Actor
from gateway.audit import Audit
from gateway.audit_books import MongoBook
from gateway.callers import Caller
from gateway.city_desk import Desk
from gateway.city_drafts import Drafts, Proposal
from gateway.city_touched import UnderWay
from gateway.scopes import Scope
from services.chassis.cities import Cities
from services.chassis.clock import milliseconds
from services.chassis.packs import MongoPacks
from services.chassis.settings import read_folder
from tests.year.district import District

DEMO = Path("deploy/city/demo")
CHANGE = datetime(2026, 5, 20, 12, tzinfo=UTC)
"""Wednesday evening: the next two days are off, and a Saturday is worked for them."""
DAYS = (("2026-05-21", "HOLIDAY"), ("2026-05-22", "HOLIDAY"), ("2026-05-30", "SWAP_WORK"))
SECONDED, STREET = "liaison-chengguan-2", "gangwan"
GONE = "patrol"
"""The schedule that the new pack has no more."""


def changed(files: Mapping[str, str]) -> Mapping[str, str]:
    """The next version of these files."""
    person = next(row for row in files["people.csv"].splitlines() if row.startswith(SECONDED))
    name = person.split(",")[1]
    off = [f"region,{day},{kind},2,抗洪救灾调休,yes" for day, kind in DAYS]
    visits = files["visits.toml"]
    schedule = visits[visits.index(f"[schedules.{GONE}]") :].split("\n\n")[0]
    return {
        **files,
        "city.toml": files["city.toml"].replace('version = "2026.1"', 'version = "2026.2"'),
        "calendar.csv": _and(files["calendar.csv"], off),
        "people.csv": _and(files["people.csv"], [f"{SECONDED},{name},street_staff,{STREET}"]),
        "visits.toml": visits.replace(schedule, ""),
        "errands.csv": "".join(
            row
            for row in files["errands.csv"].splitlines(keepends=True)
            if not row.startswith(f"{GONE},")
        ),
    }


def _and(table: str, rows: Sequence[str]) -> str:
    return "\n".join([table.rstrip("\n"), *rows, ""])


class PackDesk:
    """Where packs of the district are drafted and published."""

    def __init__(self, d: District) -> None:
        self._district = d
        database = d.client[f"{d.namespace}_gateway"]
        packs = MongoPacks(d.client[f"{d.namespace}_city"])
        self._cities = Cities(packs, read_folder(DEMO))
        audit = Audit(MongoBook(database))
        self._drafts = Drafts(database, packs, self._cities, audit, milliseconds)
        self._desk = Desk(self._drafts, UnderWay(database, milliseconds))

    async def publish(self, drafter: str, approver: str) -> Sequence[str]:
        """Draft, look at what it would change, and put it in force; the files that differ."""
        await self._cities.prepare()
        files = changed(await self._drafts.files_in_force())
        proposal = Proposal(files, "upload", "抗洪救灾调休", "draft-2026-2")
        draft = await self._drafts.propose(proposal, self._caller(drafter))
        simulated = await self._desk.shown(draft)
        await self._drafts.publish(simulated.id, self._caller(approver))
        await self._district.follow()
        return [one.file for one in simulated.files]

    def _caller(self, account: str) -> Caller:
        actor = Actor(id=account, posts=self._district.city.people[account].posts)
        return Caller(actor, Scope(actor), "", "", 0.0)
