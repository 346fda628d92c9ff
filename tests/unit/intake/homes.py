"""A home of the demo city, and its office: doors asked for, vouched for, written about."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial, reduce

from contracts.actor import Actor
from contracts.city.places import Places
from contracts.commands import household as ask
from contracts.household import Home
from services.chassis.acts import Posted
from services.chassis.memory_store import MemoryStore
from services.intake.core import binding
from services.intake.core.doors import pin_in, place_of
from services.intake.core.household import evolve_household
from services.intake.handlers.homing import HOME_DECISIONS, Homing
from services.intake.store import HOUSEHOLDS
from tests.unit.response.town import DEMO, NOON, TODAY, somebody

COMPOUND, GRID = "xq-gangwan-01-01", "gangwan-01-01"
HOME = Home(at=COMPOUND, building="3", unit="2", door="501")
PIN = pin_in(Places(DEMO))
PLACE = place_of(HOME, DEMO, PIN)
RESIDENT, OTHER = somebody("resident-1"), somebody("resident-2")
UNIT_HEAD, WORKER = somebody("unit-01"), somebody("grid-0101")
NEXT_WORKER, STAFF = somebody("grid-0102"), somebody("staff-gangwan")
SECRETARY, LIAISON = somebody("secretary-01"), somebody("liaison-shuiwu")
EVERYBODY = (RESIDENT, OTHER, UNIT_HEAD, WORKER, NEXT_WORKER, SECRETARY, STAFF, LIAISON)


def asked(home=None, by=RESIDENT, now=NOON, waiting=0, at=HOME):
    """The events of a request, and the home after them."""
    claim = binding.Claim(place=PLACE, home=at, waiting=waiting)
    events = binding.ask_binding(ask.AskBinding(home=at), home, by, DEMO, now, facts=claim)
    return events, reduce(evolve_household, events, home)


def does(home, command, by, now=NOON, **facts):
    """The home after a command."""
    decide = partial(HOME_DECISIONS[type(command)], command, home, by, DEMO, now)
    return reduce(evolve_household, decide(**facts), home)


def fact(kind="people", value=2, home=HOME, **changes):
    """A fact as a grid worker writes it down."""
    told = {"known_from": "visit", "observed_on": TODAY, **changes}
    return ask.RecordFact(home=home, kind=kind, value=value, **told)


class Unwritten:
    """A past that nobody rewrites: memory keeps no events as they lie."""

    async def clear(self, id: str) -> None:
        """Nothing."""


@dataclass
class HomeOffice:
    """Intake's desk of homes in memory."""

    now: datetime = NOON
    acts: int = 0
    homes: MemoryStore = field(init=False)

    def __post_init__(self):
        self.homes = MemoryStore(HOUSEHOLDS, now=lambda: self.now)
        self.homing = Homing(self.homes, Unwritten(), DEMO, PIN)

    async def ask(self, command, by: Actor = RESIDENT, path_id: str = "", key: str = ""):
        """Post a command as the edge would."""
        self.acts += 1
        act = Posted(by=by, at=self.now, key=key or f"k{self.acts}", path_id=path_id)
        return await self.homing.act(command, path_id.rsplit("-", 1)[0] or "hh-new", act)
