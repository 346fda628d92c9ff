"""`make retain`: take out what may not be kept any longer, or with `--dry-run` only say how much.

Rule 1: the owners do it to what they keep; the views, the photos and the live documents follow from
what they say. Rule 2: it may be run as often as one likes, and be cut short at any point.
"""

import asyncio
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pymongo.asynchronous.database import AsyncDatabase

from contracts.actor import CLOCK
from contracts.city.reader import read_city
from contracts.city.rules import Retention
from contracts.lifecycle import CASE_LIFE
from gateway.assembly import shelved
from gateway.audit import Audit
from gateway.audit_books import MongoBook
from gateway.files import Files, GridFiles
from gateway.held import Held
from gateway.photo_uses import PhotoUses
from gateway.redacting import Redacting
from gateway.settings import GatewaySettings
from gateway.upstream import Upstream
from gateway.views import Views
from services.chassis.actors import sign
from services.chassis.clock import milliseconds
from services.chassis.mongo import connect
from services.chassis.parking_mongo import MongoParked
from services.chassis.parking_words import Aging
from services.chassis.run import configured
from services.chassis.settings import Misconfigured, read_folder

Counts = Mapping[str, Any]
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
    policy: Retention
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
        }
        if not dry:
            about = {"counts": json.dumps(found, sort_keys=True)}
            await self.audit.note(CLOCK.id, "retained", self.now(), about)
        return found

    async def _parked(self, *, dry: bool) -> Mapping[str, int]:
        """What waits here because it could not be handled."""
        aging = Aging(MongoParked(self.database), lambda: self.policy)
        return await aging(self.now(), dry=dry)

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
            await self.redacting.leave([kept.id for kept in over])
            waiting, taken = await Held(self.views, self.redacting).leave(leaver["_id"])
            done += len(taken)
            if not waiting and not await self.views.stores["cases"].find(mine, limit=1):
                await self.database["leaving"].delete_one({"_id": leaver["_id"]})
        return done

    async def _photos(self, *, dry: bool) -> int:
        """Photos somebody uploaded and nothing shows."""
        before = self.now() - timedelta(days=self.policy.photo_days)
        unused = [id for id in await self.files.older(before) if not await self.uses.of(id)]
        for id in () if dry else unused:
            await self.files.drop(id)
        return len(unused)

    async def _reveals(self, *, dry: bool) -> int:
        """Records of who was shown a reporter."""
        old = {"at": {"$lt": self.now() - timedelta(days=self.policy.reveal_days)}}
        reveals = self.database["reveals"]
        if dry:
            return await reveals.count_documents(old)
        return (await reveals.delete_many(old)).deleted_count


async def _main(settings: GatewaySettings, *, dry: bool) -> int:
    client, upstream = connect(settings.mongo_url.get_secret_value()), Upstream(settings.upstreams)
    database, secret = client[settings.database], settings.secret.get_secret_value()
    await upstream.open()
    keeper = Keeper(
        database,
        Views(shelved(database)),
        GridFiles(database),
        PhotoUses(database),
        Redacting(upstream, lambda: sign(CLOCK, secret, milliseconds())),
        Audit(MongoBook(database)),
        read_city(read_folder(settings.city)).rules.retention,
        milliseconds,
    )
    try:
        found = await keeper.run(dry=dry)
    except ConnectionError as error:
        sys.stderr.write(f"Not finished: {error}. Start the services first, then run it again.\n")
        return 1
    finally:
        await upstream.close()
        await client.close()
    sys.stdout.write(f"{json.dumps(found, ensure_ascii=False)}\n")
    return 0


def main() -> int:
    """Keep no longer than the city pack says, in the system the environment describes."""
    try:
        return asyncio.run(_main(configured(GatewaySettings), dry="--dry-run" in sys.argv))
    except Misconfigured as error:
        sys.stderr.write(f"{error}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
