"""A process of toy parts, for the tests that start and stop real ones: it echoes orders as pots.

python -m tests.promises.toy_process
"""

import asyncio
import os

from fastapi import APIRouter

from contracts.envelope import Envelope
from services.chassis.bus import Hears
from services.chassis.parking import MemoryParked
from services.chassis.parts import Parts
from services.chassis.rabbit import RabbitBus
from services.chassis.run import serve
from services.chassis.settings import Settings
from tests.promises.clay import KINDS, Ordered


class ToySettings(Settings):
    service: str = "pottery"


def create(settings: ToySettings) -> Parts:
    bus = RabbitBus(settings.amqp_url.get_secret_value(), settings.namespace, KINDS, MemoryParked())
    router, seen = APIRouter(), []

    async def see(envelope: Envelope) -> None:
        seen.append(envelope.seq)
        if envelope.data.word == "stuck":
            await asyncio.Event().wait()

    @router.get("/seen")
    async def tell() -> list[int]:
        return seen

    @router.get("/slow")
    async def slow() -> str:
        await asyncio.sleep(float(os.environ["TOY_SLOW"]))
        return "done"

    return Parts(settings=settings, bus=bus, handlers={Ordered: Hears(see)}, routers=[router])


if __name__ == "__main__":
    serve(ToySettings, create)
