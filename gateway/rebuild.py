"""`make rebuild-view`: build the views again from what the services said, and put them in place.

Rule 1: the new views are folded beside the old ones and take their place in one step each, so
readers see the old or the new, never half.
Rule 2: what was said while it ran is folded into the new ones afterwards; a number that was heard
is not heard twice, so it does not matter what the running gateway heard already.
"""

import asyncio
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import OperationFailure

from contracts.actor import CLOCK
from gateway.assembly import shelved
from gateway.by_hand import by_hand
from gateway.districts import Of, districts, nowhere
from gateway.fold import Folded
from gateway.kinds import KINDS
from gateway.owners import owners
from gateway.settings import GatewaySettings
from gateway.upstream import Upstream
from gateway.views import Views
from services.chassis.actors import sign
from services.chassis.clock import milliseconds
from services.chassis.mongo import MongoStore, connect
from services.chassis.packs import cities_of
from services.chassis.reconcile import Speaker
from services.chassis.reconcile_stores import GRACE

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
AT_ONCE = 200
OVERLAP = timedelta(minutes=2)
_MISSING = 26
"""MongoDB's code for a collection that is not there."""

Stores = Mapping[str, MongoStore[Folded]]


async def rebuild(
    database: AsyncDatabase[dict[str, Any]],
    speakers: Mapping[str, Speaker],
    now: Callable[[], datetime] = milliseconds,
    settled: timedelta = GRACE + timedelta(seconds=5),
    of: Of = nowhere,
) -> int:
    """Fold everything that was ever said into new views; return how many events that were.

    `settled` is how long speakers keep the newest events back, `of` finds the districts of events.
    """
    began = now()
    for kind in KINDS.values():
        await database.drop_collection(f"fresh_{kind.collection}")
    fresh = shelved(database, of, "fresh_")
    for store in fresh.values():
        await store.prepare()
    folded = await _fold(fresh, speakers, BEGINNING)
    for kind in KINDS.values():
        await _replace(database, f"fresh_{kind.collection}", kind.collection)
    sys.stderr.write("The new views are in place; waiting for what was said meanwhile.\n")
    await asyncio.sleep(settled.total_seconds())
    return folded + await _fold(shelved(database, of), speakers, began - OVERLAP)


async def _fold(stores: Stores, speakers: Mapping[str, Speaker], since: datetime) -> int:
    views, folded = Views(stores), 0
    for name, speaker in speakers.items():
        cursor, begun = None, False
        while cursor or not begun:
            page, begun = await speaker.said(since, cursor), True
            for start in range(0, len(page.envelopes), AT_ONCE):
                chunk = page.envelopes[start : start + AT_ONCE]
                await asyncio.gather(*[views.hear(envelope) for envelope in chunk])
            folded, cursor = folded + len(page.envelopes), page.cursor
            sys.stderr.write(f"\r{name}: {folded} events")
    sys.stderr.write("\n")
    return folded


async def _replace(database: AsyncDatabase[dict[str, Any]], fresh: str, old: str) -> None:
    try:
        await database[fresh].rename(old, dropTarget=True)
    except OperationFailure as error:
        if error.code != _MISSING:
            raise


async def _main(settings: GatewaySettings) -> int:
    client = connect(settings.mongo_url.get_secret_value())
    upstream, secret = Upstream(settings.upstreams), settings.secret.get_secret_value()
    await upstream.open()
    cities = cities_of(settings, client)
    try:
        await cities.prepare()
        asked = owners(upstream, lambda: sign(CLOCK, secret, milliseconds()))
        of = districts(cities.live)
        folded = await rebuild(client[settings.database], asked, of=of)
    except ConnectionError as error:
        sys.stderr.write(f"Not rebuilt: {error} does not answer. Start the services first.\n")
        return 1
    finally:
        await upstream.close()
        await client.close()
    sys.stdout.write(f"The views are built again from {folded} events.\n")
    return 0


def main() -> int:
    """Rebuild the views of the system the environment describes."""
    return by_hand(_main)


if __name__ == "__main__":
    sys.exit(main())
