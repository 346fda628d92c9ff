"""The gateway put together: settings → storage, bus → views, doors, stream → routes."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from fastapi import APIRouter

from contracts.actor import CLOCK
from contracts.events import EVENTS
from gateway.alarm_desk import alarm_desk, alarms_router
from gateway.assembly import Assembly, LeavingBus
from gateway.audit import Audit
from gateway.auditing import audit_router
from gateway.auth import auth_router
from gateway.bundles import Bundles, bundles_router
from gateway.callback_desk import callback_desk, callback_links_router
from gateway.callback_links import CallbackLinks
from gateway.caught_up import CaughtUp
from gateway.city_desk import packs_router
from gateway.city_drafts import Drafts
from gateway.city_touched import UnderWay
from gateway.city_view import city_router
from gateway.delegating import delegations_router
from gateway.devices_desk import DeviceDesk, devices_router
from gateway.directory_view import directory_router
from gateway.doors import doors_router
from gateway.entrance import Entrance, entrance
from gateway.export.documents import Documents, documents_router
from gateway.export.leaving import Leaving, leaving_router
from gateway.export.papers import Papers, papers_router
from gateway.files import GridFiles
from gateway.imports import Imports, imports_router
from gateway.keeping import keeper_of
from gateway.knowing import Knowing, knowing_router
from gateway.leaving import Archive, Goodbye
from gateway.notify.setting import outbound
from gateway.oneself import oneself_router
from gateway.open311.desk import Desk as Open311Desk
from gateway.open311.routes import open311_router
from gateway.operating import Operating
from gateway.ops import ops_router
from gateway.pack_imports import PackImports, pack_imports_router
from gateway.pages import pages_router
from gateway.photo_uses import PhotoUses
from gateway.photos import Photos, photos_router
from gateway.pictures import MOST_BYTES
from gateway.posting import posting, posting_router
from gateway.powers import Powers
from gateway.queues import RabbitQueues
from gateway.rates import Rate
from gateway.reading import Reading
from gateway.reads import reads_router
from gateway.reconciling import Reconciler
from gateway.redacting import Redacting
from gateway.retention_runs import Daily, Runs
from gateway.revealed import Revealed
from gateway.revealing import Revealing, revealing_router
from gateway.settings import GatewaySettings
from gateway.stream import Streams, stream_router
from gateway.upstream import Upstream
from gateway.views import Views
from gateway.web import PROBLEMS, public
from gateway.witness import Witness
from services.chassis.actors import sign
from services.chassis.clock import milliseconds
from services.chassis.mongo import alive, connect
from services.chassis.numbers import MongoNumbers
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
        sweeps=[hub, on.cities, _reconciler(on, upstream, caught_up), daily, *told.sweeps],
        witness=Witness(views, uses, audit, GridFiles(on.database)).hears,
        live=hub.see,
        public=public(
            [
                auth_router(door.desk, on.city),
                oneself_router(door.desk, _goodbye(on, upstream, door, uses), door.callers),
                devices_router(_devices(door, audit), door.callers),
                city_router(on.city, door.callers),
                leaving_router(_leaving(on, upstream, audit), door.callers),
                papers_router(_papers(on, upstream, audit), door.callers),
                posting_router(posting(on, upstream), door.callers),
                documents_router(Documents(_leaving(on, upstream, audit)), door.callers),
                delegations_router(door.delegations, audit, door.callers),
                pack_imports_router(PackImports(drafts), door.callers),
                packs_router(drafts, UnderWay(on.database, milliseconds), door.callers),
                directory_router(on.city, door.callers, milliseconds),
                imports_router(Imports(upstream), door.callers),
                alarms_router(alarm_desk(on, upstream, door.callers, audit)),
                doors_router(door.callers, upstream, Powers(on.city, milliseconds)),
                stream_router(Streams(hub, door.callers, Rate(on.settings.account_rate))),
                *_reading(on, door, views, uses),
                callback_links_router(
                    callback_desk(on, upstream, door.callers, audit), door.callers
                ),
                knowing_router(_knowing(on, upstream, door, audit), door.callers),
                audit_router(audit, door.callers),
                ops_router(_operating(on, upstream, caught_up, audit), door.callers, told.told),
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


def _operating(on: Assembly, upstream: Upstream, caught_up: CaughtUp, audit: Audit) -> Operating:
    """The room of operations."""
    runs, parked = Runs(on.database), on.bus.parked
    return Operating(upstream, on.queues, on.bus, parked, caught_up, audit, runs, milliseconds)


def _leaving(on: Assembly, upstream: Upstream, audit: Audit) -> Leaving:
    """Where files are made."""
    reading = Reading(on.views, on.city, milliseconds)
    return Leaving(upstream, reading, audit, MongoNumbers(on.database), milliseconds)


def _papers(on: Assembly, upstream: Upstream, audit: Audit) -> Papers:
    """Where single papers are set, and checked by anybody."""
    secret = on.settings.secret.get_secret_value()
    return Papers(_leaving(on, upstream, audit), lambda: sign(CLOCK, secret, milliseconds()))


def _devices(door: Entrance, audit: Audit) -> DeviceDesk:
    """Where phones are registered."""
    return DeviceDesk(door.desk.devices, door.desk.sessions, door.callers, audit)


def _knowing(on: Assembly, upstream: Upstream, door: Entrance, audit: Audit) -> Knowing:
    """Where a grid worker looks a home up."""
    reading, revealed = Reading(on.views, on.city, milliseconds), Revealed(on.database)
    return Knowing(reading, upstream, audit, revealed, Rate(on.settings.reveal_rate), milliseconds)


def _goodbye(on: Assembly, upstream: Upstream, door: Entrance, uses: PhotoUses) -> Goodbye:
    """Where people take their data, and leave."""
    desk, secret = door.desk, on.settings.secret.get_secret_value()
    files, revealed = GridFiles(on.database), Revealed(on.database)
    return Goodbye(
        Archive(on.views, files, uses, revealed, on.city, desk.devices),
        desk.accounts,
        desk.sessions,
        desk.lockout,
        desk.callers,
        desk.audit,
        Redacting(upstream, lambda: sign(CLOCK, secret, milliseconds())),
        on.queues,
        on.database,
        milliseconds,
    )


def _reconciler(on: Assembly, upstream: Upstream, caught_up: CaughtUp) -> Reconciler:
    """Who looks for what was lost."""
    secret = on.settings.secret.get_secret_value()
    return Reconciler(
        upstream,
        caught_up,
        lambda: sign(CLOCK, secret, milliseconds()),
        milliseconds,
        timedelta(minutes=on.settings.reconcile_minutes),
    )


def _reading(on: Assembly, door: Entrance, views: Views, uses: PhotoUses) -> Sequence[APIRouter]:
    """The routes that read."""
    photos = Photos(GridFiles(on.database), uses, views, on.city)
    revealing = Revealing(
        views,
        door.desk.accounts,
        door.desk.audit,
        Revealed(on.database),
        on.city,
        Rate(on.settings.reveal_rate),
        on.settings.secret.get_secret_value(),
        milliseconds,
    )
    reading = Reading(views, on.city, milliseconds)
    return (
        revealing_router(revealing, door.callers),
        bundles_router(Bundles(reading), door.callers),
        reads_router(reading, door.callers),
        photos_router(photos, door.callers),
    )
