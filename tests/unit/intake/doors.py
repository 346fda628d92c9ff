"""The doors of intake, opened in memory."""

from urllib.parse import urlencode

from contracts.actor import Actor
from services.chassis.actors import HEADER, Actors, sign
from services.chassis.web import create_web
from services.intake.api import router
from tests.unit.chassis.asgi import Answer, call
from tests.unit.intake.office import Office

SECRET = "a secret of at least thirty-two characters"
HERE = {"lng": 120.0, "lat": 30.0}


class Doors:
    """An intake behind its web edge."""

    def __init__(self, **office):
        self.office = Office(**office)
        actors = Actors(SECRET, lambda: self.office.now)
        routes = router(self.office.desk, actors, lambda: self.office.now)
        self.app = create_web("intake", [routes])

    async def get(self, path: str, by: Actor | None, **query) -> Answer:
        async def with_query(scope, receive, send):
            await self.app(scope | {"query_string": urlencode(query).encode()}, receive, send)

        return await call(with_query, "GET", path, **self._signed(by))

    async def post(self, path: str, by: Actor | None, body, key="k1", **headers) -> Answer:
        signed = {**self._signed(by), "idempotency-key": key, **headers}
        body = body if isinstance(body, bytes) else body.model_dump_json().encode()
        return await call(self.app, "POST", path, body, **signed)

    def _signed(self, by):
        return {HEADER.lower(): sign(by, SECRET, self.office.now)} if by else {}


ASKED = {"category": "lamp", "text": "The lamp is out", **HERE}
