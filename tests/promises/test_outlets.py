"""Outlets against servers that stand in for the vendors: their request forms, their refusals."""

from base64 import b64encode
from hashlib import sha256
from hmac import new
from typing import Any

import pytest
from aiohttp import ClientSession

from gateway.notify.bots import WeCom
from gateway.notify.outlet import Outlet, Unsent
from tests.promises.vendors import SECRET, Vendor, outlets, vendor

__all__ = ["vendor"]


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
