"""`make retain`: take out what may not be kept any longer, or with `--dry-run` only say how much.

The running system does it once a day by itself (`retention_runs`); this is for whoever cannot wait.
"""

import json
import sys
from functools import partial

from contracts.actor import CLOCK
from gateway.assembly import shelved
from gateway.audit import Audit
from gateway.audit_books import MongoBook
from gateway.by_hand import by_hand
from gateway.files import GridFiles
from gateway.keeping import Keeper
from gateway.photo_uses import PhotoUses
from gateway.queues import RabbitQueues
from gateway.redacting import Redacting
from gateway.retention_runs import Runs
from gateway.settings import GatewaySettings
from gateway.upstream import Upstream
from gateway.views import Views
from services.chassis.actors import sign
from services.chassis.clock import milliseconds
from services.chassis.mongo import connect
from services.chassis.packs import cities_of
from services.chassis.topology import Topology


async def _main(settings: GatewaySettings, *, dry: bool) -> int:
    client, upstream = connect(settings.mongo_url.get_secret_value()), Upstream(settings.upstreams)
    database, secret = client[settings.database], settings.secret.get_secret_value()
    cities = cities_of(settings, client)
    await upstream.open()
    keeper = Keeper(
        database,
        Views(shelved(database)),
        GridFiles(database),
        PhotoUses(database),
        Redacting(upstream, lambda: sign(CLOCK, secret, milliseconds())),
        Audit(MongoBook(database)),
        RabbitQueues(
            settings.amqp_url.get_secret_value(),
            Topology(settings.namespace),
            ("gateway", *settings.upstreams),
        ),
        lambda: cities.now.rules.retention,
        milliseconds,
    )
    try:
        await cities.follow()
        found = await (keeper.run(dry=True) if dry else Runs(database).by_hand(keeper))
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
    return by_hand(partial(_main, dry="--dry-run" in sys.argv))


if __name__ == "__main__":
    sys.exit(main())
