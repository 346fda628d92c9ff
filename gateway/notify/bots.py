"""Group bots: a webhook each, the latter two signed; forms and codes are the vendors'."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import digest
from time import time
from typing import Final

from aiohttp import ClientSession
from yarl import URL

from gateway.notify.outlet import check, posted

WECOM_BUSY: Final = frozenset({-1, 45009})
"""Busy; more than 20 a minute."""
DINGTALK_BUSY: Final = frozenset({-1, 130101, 410100})
"""Busy; more than 20 a minute."""
FEISHU_BUSY: Final = frozenset({11232})
"""More than 100 a minute or 5 a second."""


@dataclass(frozen=True)
class WeCom:
    """企业微信群机器人: its key is in the address."""

    url: str = field(repr=False)
    name: str = "wecom"

    async def send(self, session: ClientSession, line: str) -> None:
        """See `Outlet.send`."""
        body = {"msgtype": "text", "text": {"content": line}}
        check(await posted(session, self.url, body), "errcode", WECOM_BUSY)


@dataclass(frozen=True)
class DingTalk:
    """钉钉群机器人, 加签: the secret signs the time in milliseconds, in the address."""

    url: str = field(repr=False)
    secret: str = field(repr=False)
    clock: Callable[[], float] = time
    name: str = "dingtalk"

    async def send(self, session: ClientSession, line: str) -> None:
        """See `Outlet.send`."""
        stamp = str(round(self.clock() * 1000))
        sign = _signed(self.secret, f"{stamp}\n{self.secret}")
        url = str(URL(self.url).update_query(timestamp=stamp, sign=sign))
        body = {"msgtype": "text", "text": {"content": line}}
        check(await posted(session, url, body), "errcode", DINGTALK_BUSY)


@dataclass(frozen=True)
class Feishu:
    """飞书群机器人, 签名校验: the time in seconds and the secret are the key, over nothing."""

    url: str = field(repr=False)
    secret: str = field(repr=False)
    clock: Callable[[], float] = time
    name: str = "feishu"

    async def send(self, session: ClientSession, line: str) -> None:
        """See `Outlet.send`."""
        stamp = str(int(self.clock()))
        signed = {"timestamp": stamp, "sign": _signed(f"{stamp}\n{self.secret}", "")}
        body = {**signed, "msg_type": "text", "content": {"text": line}}
        check(await posted(session, self.url, body), "code", FEISHU_BUSY)


def _signed(key: str, text: str) -> str:
    return b64encode(digest(key.encode(), text.encode(), sha256)).decode()
