"""New city packs in the course of the year, through the desk of drafts as administrators use it.

Each brings days off nobody knew of (调休). The first also seconds somebody to a street, and has one
schedule less.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
SECONDED, STREET = "liaison-chengguan-2", "gangwan"
GONE = "patrol"
"""The schedule that the first new pack has no more."""


@dataclass(frozen=True)
class NewCalendar:
    """In the evening the next days are announced to be off, and a Saturday to be worked."""

    at: datetime
    off: tuple[str, str]
    worked: str

    @property
    def rows(self) -> Sequence[tuple[str, str]]:
        """What the days are."""
        return [*((day, "HOLIDAY") for day in self.off), (self.worked, "SWAP_WORK")]

    def files(self, *, first: bool) -> set[str]:
        """Which files the simulation names."""
        more = {"errands.csv", "people.csv", "visits.toml"} if first else set()
        return {"calendar.csv", "city.toml"} | more


def _evening(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, tzinfo=UTC)


CALENDARS = (
    NewCalendar(_evening(2026, 5, 20), ("2026-05-21", "2026-05-22"), "2026-05-30"),
    NewCalendar(_evening(2026, 8, 3), ("2026-08-04", "2026-08-05"), "2026-08-15"),
    NewCalendar(_evening(2026, 9, 4), ("2026-09-07", "2026-09-08"), "2026-09-19"),
    NewCalendar(_evening(2027, 1, 1), ("2027-01-04", "2027-01-05"), "2027-01-16"),
)
"""When one of each story is under way; while a month is closed and not published; while streets
that lag have no sponsor; while members' years wait for a word."""
CHANGE = CALENDARS[0].at


class PackDesk:
    """Where packs of the district are drafted and published."""

    def __init__(self, d: District) -> None:
        self._district, self._version = d, 1
        database = d.client[f"{d.namespace}_gateway"]
        packs = MongoPacks(d.client[f"{d.namespace}_city"])
        self._cities = Cities(packs, read_folder(DEMO))
        audit = Audit(MongoBook(database))
        self._drafts = Drafts(database, packs, self._cities, audit, milliseconds)
        self._desk = Desk(self._drafts, UnderWay(database, milliseconds))

    async def publish(self, calendar: NewCalendar, drafter: str, approver: str) -> Sequence[str]:
        """Draft, look at what it would change, and put it in force; the files that differ."""
        await self._cities.prepare()
        files = self._next(await self._drafts.files_in_force(), calendar)
        proposal = Proposal(files, "upload", "抗洪救灾调休", f"draft-{self._version}")
        draft = await self._drafts.propose(proposal, self._caller(drafter))
        simulated = await self._desk.shown(draft)
        await self._drafts.publish(simulated.id, self._caller(approver))
        await self._district.follow()
        return [one.file for one in simulated.files]

    def _next(self, files: Mapping[str, str], calendar: NewCalendar) -> Mapping[str, str]:
        files = reorganised(files) if self._version == 1 else files
        was, self._version = self._version, self._version + 1
        rows = [f"region,{day},{kind},{self._version},调休,yes" for day, kind in calendar.rows]
        versions = [f'version = "2026.{n}"' for n in (was, self._version)]
        return {
            **files,
            "city.toml": files["city.toml"].replace(*versions),
            "calendar.csv": _and(files["calendar.csv"], rows),
        }

    def _caller(self, account: str) -> Caller:
        actor = Actor(id=account, posts=self._district.city.people[account].posts)
        return Caller(actor, Scope(actor), "", "", 0.0)


def reorganised(files: Mapping[str, str]) -> Mapping[str, str]:
    """The same files with somebody seconded, and without a schedule and its errands."""
    person = next(row for row in files["people.csv"].splitlines() if row.startswith(SECONDED))
    post = f"{SECONDED},{person.split(',')[1]},street_staff,{STREET}"
    visits, errands = files["visits.toml"], files["errands.csv"].splitlines()
    schedule = visits[visits.index(f"[schedules.{GONE}]") :].split("\n\n")[0]
    return {
        **files,
        "people.csv": _and(files["people.csv"], [post]),
        "visits.toml": visits.replace(schedule, ""),
        "errands.csv": _and("", [row for row in errands if not row.startswith(f"{GONE},")]),
    }


def _and(table: str, rows: Sequence[str]) -> str:
    return "\n".join([*table.splitlines(), *rows, ""])
