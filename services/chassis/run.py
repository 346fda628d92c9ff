"""Start the parts of a process in order, and stop them in order.

Start: the web server (it answers `/live` and `/ready`, its gate closed) → indexes → broker →
relay and sweeps → the gate opens → consumers.
Stop, on SIGTERM or SIGINT: the gate closes → requests and lanes finish → what they said is
published → connections close → spans are flushed → exit 0.

Rule 1: what is missing at the start is waited for, and `/ready` names it; only a configuration
that can never work ends the process, with 2 and one plain sentence.
Rule 2: every step of the stop has a share of the time; whatever does not end in it is safe to cut
off, because nothing is settled before it is saved.
"""

import asyncio
import gc
import signal
import sys
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

import structlog
import uvloop
from pydantic import ValidationError
from starlette.types import ASGIApp

from services.chassis import logs, telemetry
from services.chassis.http_server import HttpServer
from services.chassis.parts import Parts
from services.chassis.process import Process
from services.chassis.settings import Misconfigured, Settings

S = TypeVar("S", bound=Settings)

_log = structlog.get_logger()


def serve(kind: type[S], create: Callable[[S], Parts]) -> None:
    """Run a process until it is told to stop; exits 0, or 2 when it cannot start like this."""
    try:
        settings = configured(kind)
        logs.start(settings.service, settings.log_level)
        uvloop.run(_main(settings, create))
    except Misconfigured as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)


def configured(kind: type[S]) -> S:
    """Read the settings from the environment.

    Raises:
        Misconfigured: names each variable that is missing or wrong.
    """
    try:
        return kind()  # pyright: ignore[reportCallIssue] - the environment fills it in
    except ValidationError as error:
        prefix = kind.model_config.get("env_prefix", "")
        faults = [
            f"{prefix}{'_'.join(map(str, fault['loc'])).upper()}: {fault['msg']}"
            for fault in error.errors(include_input=False)
        ]
        raise Misconfigured(f"Please correct the environment. {'; '.join(faults)}.") from None


@asynccontextmanager
async def running(parts: Parts) -> AsyncGenerator[ASGIApp]:
    """Run the parts without a socket, for tests; gives the web application."""
    process = Process(parts)
    try:
        await process.start()
        yield process.web
    finally:
        await process.stop()


async def _main(settings: S, create: Callable[[S], Parts]) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    finish = telemetry.start(settings)
    try:
        parts = create(settings)
        await _run(Process(parts), settings, stop)
    finally:
        await asyncio.to_thread(finish)


def _spare_the_collector() -> None:
    """What is there now stays: looking for cycles in it, and so often, took 6 to 9 % of the CPU."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 10)


async def _run(process: Process, settings: Settings, stop: asyncio.Event) -> None:
    server = HttpServer(process.web, settings.host, settings.port)
    await server.start()
    starting = asyncio.create_task(process.start())
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({starting, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            starting.result()
            _spare_the_collector()
            _log.info("ready", port=server.port)
            await stopped
    finally:
        _log.info("stopping")
        stopped.cancel()
        starting.cancel()
        await asyncio.gather(starting, return_exceptions=True)
        await process.stop(server.stop)
        _log.info("stopped")
