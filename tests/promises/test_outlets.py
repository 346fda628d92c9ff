"""Outlets against servers that stand in for the vendors: their request forms, their refusals."""

from base64 import b64encode
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from hmac import new
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from pymongo import AsyncMongoClient

from contracts.city import read_city
from deploy.city.check import read_folder
from gateway.fold import Folded
from gateway.notify.bots import DingTalk, Feishu, WeCom
from gateway.notify.outbound import Outbound
from gateway.notify.outlet import Outlet, Unsent
from gateway.notify.sms import Sms
from services.chassis.store import Kept

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


def signature(key: str, text: str) -> str:
    return b64encode(new(key.encode(), text.encode(), sha256).digest()).decode()


async def sent(outlet: Outlet) -> None:
    async with ClientSession() as session:
        await outlet.send(session, "line")


async def test_each_vendor_is_asked_in_its_own_form_and_signed_as_it_demands(vendor: Vendor):
    for outlet in outlets(vendor.base).values():
        await sent(outlet)

    wecom, dingtalk, feishu, sms = vendor.asked
    stamp = "1700000000500"
    text = {"msgtype": "text", "text": {"content": "line"}}
    assert (wecom["query"], wecom["body"]) == ({"key": "k"}, text)
    signed = {"timestamp": stamp, "sign": signature(SECRET, f"{stamp}\n{SECRET}")}
    assert (dingtalk["query"], dingtalk["body"]) == ({"access_token": "t", **signed}, text)
    assert feishu["body"] == {
        "timestamp": "1700000000",
        "sign": signature(f"1700000000\n{SECRET}", ""),
        "msg_type": "text",
        "content": {"text": "line"},
    }
    assert sms["body"] == {"to": ["10000000000"], "text": "line"}
    assert sms["headers"]["Authorization"] == "Bearer token"


@pytest.mark.parametrize(
    ("name", "answer", "code", "again"),
    [
        ("wecom", (200, {"errcode": 93000, "errmsg": "invalid webhook url"}), "93000", False),
        ("wecom", (200, {"errcode": 45009, "errmsg": "api freq out of limit"}), "45009", True),
        ("dingtalk", (200, {"errcode": 310000, "errmsg": "sign not match"}), "310000", False),
        ("dingtalk", (200, {"errcode": 130101, "errmsg": "send too fast"}), "130101", True),
        ("feishu", (200, {"code": 19021, "msg": "sign match fail"}), "19021", False),
        ("feishu", (200, {"code": 11232, "msg": "frequency limited"}), "11232", True),
        ("sms", (401, {}), "http_401", False),
        ("sms", (503, {}), "http_503", True),
        ("wecom", (429, {}), "http_429", True),
        ("wecom", (200, {"unexpected": 1}), "-1", True),
    ],
)
async def test_a_refusal_is_known_by_its_code_and_whether_to_try_again(
    vendor: Vendor, name: str, answer: tuple[int, Any], code: str, again: bool
):
    vendor.answers = [answer]

    with pytest.raises(Unsent) as no:
        await sent(outlets(vendor.base)[name])

    assert (no.value.code, no.value.again) == (code, again)


async def test_who_cannot_be_reached_may_be_tried_again():
    with pytest.raises(Unsent, match="unreachable") as no:
        await sent(WeCom("http://127.0.0.1:1/send"))

    assert no.value.again


class Notices:
    """One notice that is out."""

    async def find(self, query: Any, **_: Any) -> list[Kept[Folded]]:
        told = {"kind": "notice", "number": "TZ-1", "group_name": "望海社区群"}
        private = {"title": "王五 13812345678", "text": "王五 13812345678"}
        return [Kept("gn-1", 1, Folded(fields={**told, **private}))]


async def test_every_outlet_is_told_once_without_a_typed_word_and_what_it_refuses_is_shown(
    vendor: Vendor, mongo_url: str, namespace: str
):
    async with AsyncMongoClient[dict[str, Any]](mongo_url, tz_aware=True) as client:
        three = outlets(vendor.base)
        city = read_city(read_folder(Path("deploy/city/demo")))
        out = Outbound(
            [three["wecom"], three["feishu"]],
            Notices(),  # pyright: ignore[reportArgumentType]
            *(client[namespace], city, lambda: datetime.now(UTC)),
            pace=0,
        )
        await out.prepare()
        vendor.answers = [(200, {"errcode": 45009}), (200, {"errcode": 0}), (200, {"code": 19021})]

        for outlet in out.outlets * 2:
            await out.once(outlet)

        states = {one.name: (one.sent, one.failed, one.error) for one in await out.told()}
        await client.drop_database(namespace)
    assert len(vendor.asked) == 3
    assert states == {"wecom": (1, 0, None), "feishu": (0, 1, "19021")}
    assert "望海社区群" in vendor.asked[0]["body"]["text"]["content"]
    assert all("王五" not in str(one["body"]) for one in vendor.asked)
