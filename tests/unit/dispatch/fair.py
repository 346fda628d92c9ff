"""An office whose people report to their community and help."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from contracts.commands import emergency as urgent
from contracts.commands import offer as ask
from contracts.commands import registration as reg
from contracts.commands import supply as sup
from contracts.events import EVENTS
from services.chassis.acts import Posted, new_id
from services.chassis.memory_bus import MemoryBus
from tests.unit.dispatch.bazaar import CITY
from tests.unit.dispatch.office import SQUARE, Office
from tests.unit.dispatch.town import NOON, SECRETARY

MAPPED = replace(CITY, outlines={"g1": SQUARE})


PREFIX = {
    ask.MakeOffer: "of-",
    reg.Register: "reg-",
    sup.ListResource: "rs-",
    sup.StateNeed: "nd-",
    urgent.DeclareEmergency: "em-",
}


class Fair(Office):
    """An office whose people help."""

    async def does(self, command, by, id="", key=""):
        """Post a command; gives the id of what it concerns."""
        key = key or f"{type(command).__name__}-{len(self.said)}"
        id = id or new_id(PREFIX[type(command)], by, key)
        fingerprint = sha256(command.model_dump_json().encode()).hexdigest()
        act = Posted(by=by, at=self.now, key=key, fingerprint=fingerprint)
        await self.offers.act(command, id, act)
        return id

    async def carries(self):
        """Let dispatch hear what it said itself, until nothing is new."""
        bus = MemoryBus(EVENTS, patience=0.01)
        await bus.listen("dispatch", self.ears.handlers)
        told = 0
        while told < len(self.said):
            fresh, told = self.said[told:], len(self.said)
            for envelope in fresh:
                await bus.publish(envelope)
            await bus.settle()
        await bus.close()

    async def kept(self, shelf, id):
        """One of them as it is kept."""
        return (await self.shelves[shelf].get(id)).state

    async def registers(self, who, confirm=SECRETARY, **told):
        """Somebody reports and is taken in."""
        id = await self.does(reg.Register(at="c1", **told), who)
        await self.does(reg.ConfirmRegistration(), confirm, id)
        return id

    async def lists(self, who, unit, **told):
        """A unit offers something."""
        usual = {
            "title": "Pipes mended",
            "text": "On Saturdays",
            "at": "c1",
            "skills": ("plumbing",),
        }
        command = sup.ListResource(unit=unit, ends_at=NOON + timedelta(days=30), **(usual | told))
        return await self.does(command, who)


@pytest.fixture
def fair():
    return Fair(city=MAPPED)
