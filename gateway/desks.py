"""The desks behind the gateway's routes, each put together from what the process stands on."""

from collections.abc import Sequence
from datetime import timedelta

from fastapi import APIRouter

from contracts.actor import CLOCK
from gateway.archive import Archive
from gateway.assembly import Assembly
from gateway.audit import Audit
from gateway.bundles import Bundles, bundles_router
from gateway.caught_up import CaughtUp
from gateway.devices_desk import DeviceDesk
from gateway.entrance import Entrance
from gateway.export.leaving import Leaving
from gateway.export.papers import Papers
from gateway.files import GridFiles
from gateway.knowing import Knowing
from gateway.leaving import Goodbye
from gateway.operating import Operating
from gateway.photo_uses import PhotoUses
from gateway.photos import Photos, photos_router
from gateway.rates import Rate
from gateway.reading import Reading
from gateway.reads import reads_router
from gateway.reconciling import Reconciler
from gateway.redacting import Redacting
from gateway.retention_runs import Runs
from gateway.revealed import Revealed
from gateway.revealing import Revealing, revealing_router
from gateway.upstream import Upstream
from services.chassis.actors import sign
from services.chassis.clock import milliseconds
from services.chassis.numbers import MongoNumbers


def operating_of(on: Assembly, upstream: Upstream, caught_up: CaughtUp, audit: Audit) -> Operating:
    """The room of operations."""
    runs, parked = Runs(on.database), on.bus.parked
    return Operating(upstream, on.queues, on.bus, parked, caught_up, audit, runs, milliseconds)


def leaving_of(on: Assembly, upstream: Upstream, audit: Audit) -> Leaving:
    """Where files are made."""
    reading = Reading(on.views, on.city, milliseconds)
    return Leaving(upstream, reading, audit, MongoNumbers(on.database), milliseconds)


def papers_of(on: Assembly, upstream: Upstream, audit: Audit) -> Papers:
    """Where single papers are set, and checked by anybody."""
    secret = on.settings.secret.get_secret_value()
    return Papers(leaving_of(on, upstream, audit), lambda: sign(CLOCK, secret, milliseconds()))


def devices_of(door: Entrance, audit: Audit) -> DeviceDesk:
    """Where phones are registered."""
    return DeviceDesk(door.desk.devices, door.desk.sessions, door.callers, audit)


def knowing_of(on: Assembly, upstream: Upstream, door: Entrance, audit: Audit) -> Knowing:
    """Where a grid worker looks a home up."""
    reading, revealed = Reading(on.views, on.city, milliseconds), Revealed(on.database)
    return Knowing(reading, upstream, audit, revealed, Rate(on.settings.reveal_rate), milliseconds)


def goodbye_of(on: Assembly, upstream: Upstream, door: Entrance, uses: PhotoUses) -> Goodbye:
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


def reconciler_of(on: Assembly, upstream: Upstream, caught_up: CaughtUp) -> Reconciler:
    """Who looks for what was lost."""
    secret = on.settings.secret.get_secret_value()
    return Reconciler(
        upstream,
        caught_up,
        lambda: sign(CLOCK, secret, milliseconds()),
        milliseconds,
        timedelta(minutes=on.settings.reconcile_minutes),
    )


def reading_of(on: Assembly, door: Entrance, photos: Photos) -> Sequence[APIRouter]:
    """The routes that read."""
    revealing = Revealing(
        on.views,
        door.desk.accounts,
        door.desk.audit,
        Revealed(on.database),
        on.city,
        Rate(on.settings.reveal_rate),
        on.settings.secret.get_secret_value(),
        milliseconds,
    )
    reading = Reading(on.views, on.city, milliseconds)
    return (
        revealing_router(revealing, door.callers),
        bundles_router(Bundles(reading), door.callers),
        reads_router(reading, door.callers),
        photos_router(photos, door.callers),
    )
