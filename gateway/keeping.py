"""Keep no longer than the pack in force says: what the owners keep, and what lies here.

Rule 1: the owners do it to what they keep; the views, the photos and the live documents follow from
what they say. Rule 2: it may be run as often as one likes, and be cut short at any point.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from pymongo.asynchronous.database import AsyncDatabase

from contracts.actor import CLOCK
from contracts.city.rules import Retention
from contracts.lifecycle import CASE_LIFE
from gateway.assembly import Assembly
from gateway.audit import Audit
from gateway.dead_letters import too_old
from gateway.files import Files, GridFiles
from gateway.held import Held
from gateway.photo_uses import PhotoUses
from gateway.queues import Queues
from gateway.redacting import Redacting
from gateway.traces import Traces
from gateway.upstream import Upstream
from gateway.views import Views
from services.chassis.actors import sign
from services.chassis.clock import milliseconds
from services.chassis.parking_mongo import MongoParked
from services.chassis.parking_words import Aging

Counts: TypeAlias = Mapping[str, Any]
_OVER = [stage for stage, moves in CASE_LIFE.table.items() if not moves]


@dataclass(frozen=True)
class Keeper:
    """Looks after what may be kept."""

    database: AsyncDatabase[dict[str, Any]]
    views: Views
    files: Files
    uses: PhotoUses
    redacting: Redacting
    audit: Audit
    queues: Queues
    policy: Callable[[], Retention]
    now: Callable[[], datetime]

    async def run(self, *, dry: bool) -> Counts:
        """Do it, or count it; how much of what.

        Raises:
            ConnectionError: an owner does not answer.
        """
        found = {
            "redacted": await self.redacting.retain(dry=dry),
            "of_people_who_left": await self._left_behind(dry=dry),
            "photos": await self._photos(dry=dry),
            "reveals": await self._reveals(dry=dry),
            "parked": await self._parked(dry=dry),
            "dead_letters": await self._dead(dry=dry),
            "audit": await self._log(dry=dry),
        }
        if not dry:
            about = {"counts": json.dumps(found, sort_keys=True)}
            await self.audit.note(CLOCK.id, "retained", self.now(), about)
        return found

    async def _log(self, *, dry: bool) -> int:
        """Entries of the audit log."""
        before = self.now() - timedelta(days=self.policy().audit_days)
        return await self.audit.forget(before, self.now(), dry=dry)

    async def _parked(self, *, dry: bool) -> Mapping[str, int]:
        """What waits here because it could not be handled."""
        aging = Aging(MongoParked(self.database), self.policy)
        return await aging(self.now(), dry=dry)

    async def _dead(self, *, dry: bool) -> int:
        """What lies at the broker because it could not be read, at any service."""
        return await self.queues.rewrite(too_old(self.policy(), self.now()), dry=dry)

    async def _left_behind(self, *, dry: bool) -> int:
        """What people asked who left while it was open, and is over now."""
        done = 0
        for leaver in await self.database["leaving"].find().to_list():
            mine = {"tags": f"person:{leaver['_id']}"}
            over = await self.views.stores["cases"].find(
                {"$and": [mine, {"stage": {"$in": _OVER}}]}, limit=1000
            )
            done += len(over)
            if dry:
                continue
            traces = Traces(self.database, self.views, self.redacting)
            cases = [(kept.id, kept.state) for kept in over]
            done += len(await traces.forget(leaver["_id"], cases, self.now()))
            waiting, taken = await Held(self.views, self.redacting).leave(leaver["_id"])
            done += len(taken)
            waits = waiting or any((await traces.waiting(leaver["_id"])).values())
            if not waits and not await self.views.stores["cases"].find(mine, limit=1):
                await self.database["leaving"].delete_one({"_id": leaver["_id"]})
        return done

    async def _photos(self, *, dry: bool) -> int:
        """Photos somebody uploaded and nothing shows."""
        before = self.now() - timedelta(days=self.policy().photo_days)
        unused = [id for id in await self.files.older(before) if not await self.uses.of(id)]
        for id in () if dry else unused:
            await self.files.drop(id)
        return len(unused)

    async def _reveals(self, *, dry: bool) -> int:
        """Records of who was shown a reporter."""
        old = {"at": {"$lt": self.now() - timedelta(days=self.policy().reveal_days)}}
        reveals = self.database["reveals"]
        if dry:
            return await reveals.count_documents(old)
        return (await reveals.delete_many(old)).deleted_count


def keeper_of(on: Assembly, upstream: Upstream, audit: Audit) -> Keeper:
    """The keeper of a running gateway."""
    secret = on.settings.secret.get_secret_value()
    return Keeper(
        on.database,
        on.views,
        GridFiles(on.database),
        PhotoUses(on.database),
        Redacting(upstream, lambda: sign(CLOCK, secret, milliseconds())),
        audit,
        on.queues,
        lambda: on.cities.now.rules.retention,
        milliseconds,
    )
