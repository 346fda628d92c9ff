"""A server that stands in for the vendors of bots and SMS, and the outlets that lead to it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from gateway.notify.bots import DingTalk, Feishu, WeCom
from gateway.notify.outlet import Outlet
from gateway.notify.sms import Sms

SECRET, AT = "SEC-of-a-bot", 1_700_000_000.5


@dataclass
class Vendor:
    """Answers what it is told to, and remembers what it was asked."""

    answers: list[tuple[int, Any]] = field(default_factory=list[tuple[int, Any]])
    asked: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    base: str = ""

    async def handle(self, request: web.Request) -> web.Response:
        found = {"query": dict(request.query), "headers": request.headers}
        self.asked.append({**found, "body": await request.json()})
        status, body = self.answers.pop(0) if self.answers else (200, {"errcode": 0, "code": 0})
        return web.json_response(body, status=status)


@pytest.fixture
async def vendor() -> AsyncIterator[Vendor]:
    one, app = Vendor(), web.Application()
    app.router.add_post("/send", one.handle)
    async with TestServer(app) as server:
        one.base = str(server.make_url("/send"))
        yield one


def outlets(base: str) -> dict[str, Outlet]:
    return {
        "wecom": WeCom(f"{base}?key=k"),
        "dingtalk": DingTalk(f"{base}?access_token=t", SECRET, clock=lambda: AT),
        "feishu": Feishu(base, SECRET, clock=lambda: AT),
        "sms": Sms(base, "token", ("10000000000",)),
    }
