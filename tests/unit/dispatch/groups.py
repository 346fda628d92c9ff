"""A town whose street, communities, grids and buildings have groups, and who tells them."""

from dataclasses import replace
from hashlib import sha256

from contracts.actor import Role
from contracts.city.directory import Directory, Premise, PremiseKind
from contracts.city.directory.units import Group
from contracts.commands import notice as ask
from services.chassis.acts import Posted, new_id
from services.dispatch.core.noticing import DECISIONS
from tests.unit.dispatch.fair import MAPPED, Fair
from tests.unit.dispatch.town import COMMANDER, NOON, OFFICER, SECRETARY, STAFF, WORKER, actor

NEIGHBOUR = actor("lin", Role.RESIDENT, "g1")
SECOND = actor("mei", Role.RESIDENT, "g1")
STRANGER = actor("far", Role.RESIDENT, "g2")
_ROWS = (
    ("g-s1", 1, "s1", COMMANDER, None, (STAFF,)),
    ("g-c1", 2, "c1", SECRETARY, "g-s1", (OFFICER,)),
    ("g-g1", 3, "g1", WORKER, "g-c1", ()),
    ("g-b1", 4, "b1", WORKER, "g-g1", ()),
    ("g-b2", 4, "b2", WORKER, "g-g1", ()),
    ("g-u1", 5, "u1", WORKER, "g-b1", ()),
)
GROUPS = {
    id: Group(id, level, at, f"group {at}", owner.id, parent, tuple(one.id for one in admins))
    for id, level, at, owner, parent, admins in _ROWS
}
PREMISES = {
    "b1": Premise("b1", PremiseKind.BUILDING, "1", "g1"),
    "b2": Premise("b2", PremiseKind.BUILDING, "2", "g1"),
    "u1": Premise("u1", PremiseKind.UNIT, "1-1", "b1"),
}
CITY = replace(MAPPED, directory=Directory(groups=GROUPS, premises=PREMISES))


class Square(Fair):
    """An office that tells groups."""

    async def asks(self, command, by, id="", key=""):
        """Post a command about a notice; gives its id."""
        key = key or f"{type(command).__name__}-{by.id}-{len(self.said)}"
        id = id or new_id("gn-", by, key)
        fingerprint = sha256(command.model_dump_json().encode()).hexdigest()
        act = Posted(by=by, at=self.now, key=key, fingerprint=fingerprint)
        await self.notices.act(command, id, act)
        return id

    async def notice(self, id):
        """The notice as it is kept."""
        return (await self.kept_notices.get(id)).state

    async def counts(self, id):
        """What came of it up to now."""
        return (await self.notices.replies(id, None, 0, COMMANDER)).counts


def sending(group="g-c1", **changes) -> ask.SendNotice:
    """A notice to a group."""
    told = {"group": group, "title": "Water off", "text": "From 9 to 11", **changes}
    return ask.SendNotice(**told)


def decided(command, state=None, by=SECRETARY, now=NOON, city=CITY):
    """What is said when somebody asks this."""
    facts = {"facts": ("TZ1", True)} if isinstance(command, ask.SendNotice) else {}
    return DECISIONS[type(command)](command, state, by, city, now, **facts)


__all__ = ["CITY", "NEIGHBOUR", "NOON", "SECOND", "STRANGER", "Square", "decided", "sending"]
