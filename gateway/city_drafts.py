"""Drafts of city packs: made by one person, put in force by another, and put back the same way.

Rule 1: a draft is a whole pack that was checked; what is broken never becomes one, and every fault
is named.
Rule 2: who drafted does not publish. A draft made before the last publication is out of date: it
would undo, unseen, what was published meanwhile.
Rule 3: publishing writes one line. Every process follows it within a second, and what is under way
stays with the pack it began with (`services.chassis.cities`).
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from pymongo.asynchronous.database import AsyncDatabase

from contracts.actor import Role
from contracts.city import BrokenPack, City, Problem, read_city
from contracts.city.comparison import categories, compare, limits
from contracts.city.formulas import formulas
from contracts.city.pack import pack_id
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from contracts.views.pack import FaultView
from gateway.audit import Audit
from gateway.callers import Caller
from gateway.refusing import Refusing
from services.chassis import problems
from services.chassis.cities import Cities
from services.chassis.packs import MongoPacks, TooLarge

DRAFTERS: Final = frozenset({Role.ADMIN})
APPROVERS: Final = frozenset({Role.ADMIN, Role.DISTRICT_SUPERVISOR})
READERS: Final = APPROVERS | {Role.AUDITOR}
MOST_NAMED: Final = 500
"""Faults that are named in one answer; the count tells of all."""

Kept = Mapping[str, Any]


@dataclass(frozen=True)
class Proposal:
    """What somebody wants to put in force."""

    files: Mapping[str, str]
    source: str
    """`upload`, `import` or `restore`."""
    note: str
    id: str


@dataclass
class Drafts:
    """The desk of city packs."""

    database: AsyncDatabase[dict[str, Any]]
    packs: MongoPacks
    cities: Cities
    audit: Audit
    now: Callable[[], datetime]

    def __post_init__(self) -> None:
        """Find the collection."""
        self._kept = self.database.get_collection("drafts")

    async def prepare(self) -> None:
        """Create the index of the list."""
        await self._kept.create_index([("at", -1)])

    async def files_in_force(self) -> Mapping[str, str]:
        """The files of the pack in force."""
        return await self.packs.take(self.cities.in_force)

    async def propose(self, proposal: Proposal, caller: Caller) -> Kept:
        """Check a pack and keep it as a draft; the same proposal again is the same draft.

        Raises:
            Refusing: 422, the pack is broken; every fault is named.
        """
        if known := await self._kept.find_one({"_id": proposal.id}):
            return known
        city = await self._checked(proposal.files)
        await self._check_version(proposal.files, city)
        try:
            pack = await self.packs.keep(proposal.files, city.version)
        except TooLarge:
            raise NotSo("pack_too_large", field="file") from None
        told = await asyncio.to_thread(
            self._told, await self.files_in_force(), proposal.files, city
        )
        last = await self.packs.last()
        draft = {
            "_id": proposal.id,
            "state": "draft",
            "pack": pack,
            "version": city.version,
            "source": proposal.source,
            "note": proposal.note,
            "by": caller.actor.id,
            "at": self.now(),
            "base": last["_id"] if last else 0,
            **told,
        }
        await self._kept.update_one({"_id": proposal.id}, {"$setOnInsert": draft}, upsert=True)
        await self._note(caller, "city.drafted", draft)
        return draft

    async def one(self, id: str) -> Kept:
        """A draft.

        Raises:
            NotThere: no such draft.
        """
        draft = await self._kept.find_one({"_id": id})
        if draft is None:
            raise NotThere("not_found")
        return draft

    async def all(self, limit: int) -> Sequence[Kept]:
        """The latest drafts."""
        return await self._kept.find({}).sort("at", -1).limit(limit).to_list()

    async def publish(self, id: str, caller: Caller) -> Kept:
        """Put a draft in force.

        Raises:
            NotYours: the caller drafted it.
            NotNow: it was decided already, or something else was published since.
        """
        draft = await self._open(id, caller)
        told = {"by": draft["by"], "approved_by": caller.actor.id, "draft": id}
        if not await self.packs.publish(draft["pack"], draft["base"], **told):
            raise NotNow("draft_outdated", state="outdated", allowed=["reject"])
        decided = await self._decide(id, "published", caller, None)
        await self.cities.follow()
        await self._note(caller, "city.published", decided)
        return decided

    async def reject(self, id: str, caller: Caller, reason: str) -> Kept:
        """Put a draft aside; who drafted it may."""
        draft = await self.one(id)
        if draft["state"] != "draft":
            raise NotNow("illegal_move", state=draft["state"], allowed=[])
        decided = await self._decide(id, "rejected", caller, reason)
        await self._note(caller, "city.rejected", decided)
        return decided

    async def _open(self, id: str, caller: Caller) -> Kept:
        draft = await self.one(id)
        if draft["state"] != "draft":
            raise NotNow("illegal_move", state=draft["state"], allowed=[])
        if draft["by"] == caller.actor.id:
            raise NotYours("own_draft")
        return draft

    async def _decide(self, id: str, state: str, caller: Caller, reason: str | None) -> Kept:
        change = {"state": state, "decided_by": caller.actor.id, "decided_at": self.now()}
        await self._kept.update_one({"_id": id}, {"$set": {**change, "reason": reason}})
        return await self.one(id)

    async def _checked(self, files: Mapping[str, str]) -> City:
        try:
            return await asyncio.to_thread(_read, files)
        except BrokenPack as broken:
            raise broken_pack(broken.problems) from None

    async def _check_version(self, files: Mapping[str, str], city: City) -> None:
        others = set(await self.packs.bears(city.version)) - {pack_id(files)}
        if others:
            facts = {"value": city.version}
            taken = Problem(file="city.toml", field="version", code="version_taken", facts=facts)
            raise broken_pack([taken])

    def _told(self, old: Mapping[str, str], new: Mapping[str, str], city: City) -> dict[str, Any]:
        """What would change, as it is kept with the draft."""
        return {
            "files": [asdict(one) for one in compare(old, new)],
            "limits": [asdict(one) for one in limits(self.cities.now, city)],
            "categories": list(categories(self.cities.now, city)),
            "warnings": [fault(one).model_dump() for one in city.warnings[:MOST_NAMED]],
        }

    async def _note(self, caller: Caller, what: str, draft: Kept) -> None:
        about = {"draft": draft["_id"], "pack": draft["pack"], "version": draft["version"]}
        await self.audit.note(caller.actor.id, what, self.now(), about)


def _read(files: Mapping[str, str]) -> City:
    # Geometry weighs 24 MB, and drafts are rare.
    from contracts.city.outline_check import map_problems

    if unsafe := list(formulas(files)):
        raise BrokenPack(unsafe)
    return read_city(files, map_problems)


def fault(problem: Problem) -> FaultView:
    """A fault of a pack as it is shown."""
    return FaultView(
        file=problem.file,
        row=problem.row,
        field=problem.field,
        code=problem.code,
        reason_zh=problem.said("zh"),
        reason_en=problem.said("en"),
    )


def broken_pack(found: Sequence[Problem]) -> Refusing:
    """The answer to a pack that cannot be used: all that is wrong with it."""
    named = [fault(one).model_dump() for one in found[:MOST_NAMED]]
    return Refusing(problems.Problem(422, "broken_pack", {"count": len(found), "problems": named}))
