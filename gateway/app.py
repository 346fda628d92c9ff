"""The gateway put together: settings → storage, bus → views, doors, stream → routes."""

import asyncio
from collections.abc import Sequence

from contracts.events import EVENTS
from gateway.alarm_desk import alarm_desk, alarms_router
from gateway.assembly import Assembly, LeavingBus
from gateway.audit import Audit
from gateway.auditing import audit_router
from gateway.auth import auth_router
from gateway.callback_desk import callback_desk, callback_links_router
from gateway.callback_links import CallbackLinks
from gateway.caught_up import CaughtUp
from gateway.city_desk import packs_router
from gateway.city_drafts import Drafts
from gateway.city_touched import UnderWay
from gateway.city_view import city_router
from gateway.delegating import delegations_router
from gateway.desks import (
    devices_of,
    goodbye_of,
    knowing_of,
    leaving_of,
    operating_of,
    papers_of,
    reading_of,
    reconciler_of,
)
from gateway.devices_desk import devices_router
from gateway.directory_view import directory_router
from gateway.doors import doors_router
from gateway.entrance import entrance
from gateway.export.documents import Documents, documents_router
from gateway.export.leaving_routes import leaving_router
from gateway.export.papers import papers_router
from gateway.files import GridFiles
from gateway.imports import Imports, imports_router
from gateway.keeping import keeper_of
from gateway.knowing import knowing_router
from gateway.naming import Naming
from gateway.notify.setting import outbound
from gateway.oneself import oneself_router
from gateway.open311.desk import Desk as Open311Desk
from gateway.open311.routes import open311_router
from gateway.ops import ops_router
from gateway.pack_imports import PackImports, pack_imports_router
from gateway.pages import pages_router
from gateway.photo_uses import PhotoUses
from gateway.photos import Photos
from gateway.pictures import MOST_BYTES
from gateway.posting import posting, posting_router
from gateway.powers import Powers
from gateway.queues import RabbitQueues
from gateway.rates import Rate
from gateway.retention_runs import Daily, Runs
from gateway.revealed import Revealed
from gateway.settings import GatewaySettings
from gateway.stream import Streams, stream_router
from gateway.upstream import Upstream
from gateway.web import PROBLEMS, public
from gateway.witness import Witness
from services.chassis.clock import milliseconds
from services.chassis.mongo import alive, connect
from services.chassis.packs import MongoPacks, cities_of
from services.chassis.parking_mongo import MongoParked
from services.chassis.parts import Parts, Step
from services.chassis.topology import Topology

FORM = 64 * 1024
"""What an upload's form adds to its file, in bytes."""


def create(settings: GatewaySettings) -> Parts:
    """Make the process these settings describe."""
    client = connect(settings.mongo_url.get_secret_value())
    database = client[settings.database]
    bus = LeavingBus(
        settings.amqp_url.get_secret_value(),
        settings.namespace,
        EVENTS,
        MongoParked(database),
        ("gateway",),
    )
    queues = RabbitQueues(
        settings.amqp_url.get_secret_value(),
        Topology(settings.namespace),
        ("gateway", *settings.upstreams),
    )
    on = Assembly(settings, cities_of(settings, client), database, bus, queues)
    bus.leaving = on.hub.close
    parts = assemble(on)
    parts.checks = {"store": lambda: alive(client)}
    parts.close = [*parts.close, client.close]
    return parts


def assemble(on: Assembly) -> Parts:
    """Put the gateway together."""
    views, hub, audit, uses = on.views, on.hub, Audit(on.book), PhotoUses(on.database)
    upstream = Upstream(on.settings.upstreams)
    door = entrance(on.settings, on.city, on.database, audit)
    caught_up = CaughtUp(views, on.book, on.bus.parked.blocked)
    photos = Photos(GridFiles(on.database), uses, views, on.city)
    naming = Naming(photos, views)
    open311 = Open311Desk(views, upstream, on.city, milliseconds)
    drafts = Drafts(on.packs, MongoPacks(on.packs), on.cities, audit, milliseconds)
    told, daily = outbound(on), Daily(keeper_of(on, upstream, audit), Runs(on.database))
    return Parts(
        settings=on.settings,
        bus=on.bus,
        prepare=[
            on.cities.prepare,
            drafts.prepare,
            _at_once([*[store.prepare for store in on.stores.values()], *door.prepare]),
            on.bus.parked.prepare,
            audit.prepare,
            Revealed(on.database).prepare,
            uses.prepare,
            CallbackLinks(on.database, milliseconds).prepare,
            GridFiles(on.database).prepare,
            hub.prepare,
            upstream.open,
            told.prepare,
            daily.prepare,
        ],
        sweeps=[hub, on.cities, reconciler_of(on, upstream, caught_up), daily, *told.sweeps],
        witness=Witness(views, uses, audit, GridFiles(on.database)).hears,
        live=hub.see,
        public=public(
            [
                auth_router(door.desk, on.city),
                oneself_router(door.desk, goodbye_of(on, upstream, door, uses), door.callers),
                devices_router(devices_of(door, audit), door.callers),
                city_router(on.city, door.callers),
                leaving_router(leaving_of(on, upstream, audit), door.callers),
                papers_router(papers_of(on, upstream, audit), door.callers),
                posting_router(posting(on, upstream), door.callers),
                documents_router(Documents(leaving_of(on, upstream, audit)), door.callers),
                delegations_router(door.delegations, audit, door.callers),
                pack_imports_router(PackImports(drafts), door.callers),
                packs_router(drafts, UnderWay(on.database, milliseconds), door.callers),
                directory_router(on.city, door.callers, milliseconds),
                imports_router(Imports(upstream), door.callers),
                alarms_router(alarm_desk(on, upstream, door.callers, audit)),
                doors_router(door.callers, upstream, Powers(on.city, milliseconds), naming),
                stream_router(Streams(hub, door.callers, Rate(on.settings.account_rate))),
                *reading_of(on, door, photos),
                callback_links_router(
                    callback_desk(on, upstream, door.callers, audit), door.callers
                ),
                knowing_router(knowing_of(on, upstream, door, audit), door.callers),
                audit_router(audit, door.callers),
                ops_router(operating_of(on, upstream, caught_up, audit), door.callers, told.told),
            ],
            [pages_router(), open311_router(open311, door.callers, PROBLEMS)],
        ),
        body_limit=MOST_BYTES + FORM,
        close=[upstream.close, door.close],
    )


def _at_once(steps: Sequence[Step]) -> Step:
    """Several steps that do not wait for each other."""

    async def together() -> None:
        await asyncio.gather(*[step() for step in steps])

    return together
