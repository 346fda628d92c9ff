"""Response, put together."""

from services.chassis.clock import milliseconds
from services.chassis.ground import Ground
from services.chassis.numbers import MongoNumbers
from services.chassis.parts import Parts
from services.chassis.settings import Settings
from services.chassis.sweep import Sweep
from services.response.api import router
from services.response.core import tick
from services.response.core.recompute import recompute
from services.response.handlers import SHAPE, Response


class ResponseSettings(Settings):
    """What response is told by its environment."""

    service: str = "response"
    port: int = 8083


def create(settings: ResponseSettings) -> Parts:
    """Make the parts."""
    ground = Ground(settings)
    tasks, city = ground.ending(SHAPE), ground.city
    response = Response(tasks, city, ground.secret, MongoNumbers(ground.database))
    return ground.parts(
        handlers=response.handlers,
        routers=[router(response, ground.actors, milliseconds)],
        sweeps=[
            Sweep(tasks, lambda task, now: tick(task, city, now)),
            ground.recomputing(tasks, recompute),
        ],
    )
