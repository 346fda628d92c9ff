"""The public API as people use it: sign in, act, read what they may see, and listen.

A person asks again, with the same key, when an answer is lost: that is what a phone does.
"""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import aiohttp
from PIL import Image

from tests.streams import concerned, frames

Facts = dict[str, Any]

API = "/api/v1"
PATIENCE = 30.0
"""Seconds until a client gives up."""
AGAIN = (502, 503, 504)


class Problem(Exception):
    """The API said no; `status`, `code` and the whole problem document say why."""

    def __init__(self, status: int, path: str, body: Facts) -> None:
        super().__init__(f"{status} {path}: {body.get('code')} {body.get('detail')} {body}")
        self.status, self.body = status, body
        self.code = str(body.get("code", ""))


class Person:
    """One signed-in account with its live stream."""

    def __init__(self, session: aiohttp.ClientSession, base: str, account: str) -> None:
        self._session, self._base, self.account = session, base + API, account
        self._headers: dict[str, str] = {}
        self._heard: list[Facts] = []
        self._news = asyncio.Event()
        self._listening: asyncio.Task[None] | None = None
        self._photo = ""

    async def sign_in(self, password: str) -> None:
        """Get a token."""
        form = {"grant_type": "password", "username": self.account, "password": password}
        tokens = await self._ask("POST", "/auth/token", data=form)
        self._headers = {"Authorization": f"Bearer {tokens['access_token']}"}

    async def listen(self) -> None:
        """Open the stream; returns when it is open."""
        opened = asyncio.Event()
        self._listening = asyncio.create_task(self._listen(opened))
        await asyncio.wait_for(opened.wait(), PATIENCE)

    @property
    def heard(self) -> list[Facts]:
        """Everything the stream has told so far."""
        return [*self._heard]

    async def close(self) -> None:
        """Hang up."""
        if self._listening:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)

    async def get(self, path: str) -> Facts:
        """Read something."""
        return await self._ask("GET", path)

    async def take_away(self, path: str, tongue: str = "zh") -> bytes:
        """Take a file away; the path as a view names it."""
        url, headers = self._base.removesuffix(API) + path, {"Accept-Language": tongue}
        async with self._session.get(url, headers=self._headers | headers) as answer:
            if answer.status >= 300:
                raise Problem(answer.status, path, await answer.json(content_type=None))
            return await answer.read()

    async def post(self, path: str, body: Facts, key: str = "") -> Facts:
        """Ask for something."""
        headers = {"Idempotency-Key": key or uuid4().hex}
        return await self._ask("POST", path, json=body, headers=headers)

    async def post_soon(self, path: str, body: Facts, within: float = PATIENCE) -> Facts:
        """Ask for what becomes possible when an event is heard that is on its way to the owner."""
        until = asyncio.get_running_loop().time() + within
        while True:
            try:
                return await self.post(path, body)
            except Problem as problem:
                early = problem.code == "illegal_move"
                if not early or asyncio.get_running_loop().time() > until:
                    raise
            await asyncio.sleep(0.1)

    async def upload(self, body: bytes, name: str) -> str:
        """Send a photo; its id."""
        return str((await self.send_file("/files", body, name))["id"])

    async def send_file(self, path: str, body: bytes, name: str) -> Facts:
        """Send a file; what is answered."""
        key = {"Idempotency-Key": uuid4().hex}

        def form() -> aiohttp.FormData:
            data = aiohttp.FormData()
            data.add_field("file", body, filename=name)
            return data

        return await self._ask("POST", path, form=form, headers=key)

    async def upload_photo(self) -> str:
        """Send a small photo, the same one every time."""
        if not self._photo:
            out = BytesIO()
            Image.new("RGB", (320, 240), "#557755").save(out, "JPEG")
            self._photo = await self.upload(out.getvalue(), "photo.jpg")
        return self._photo

    async def download(self, file_id: str) -> bytes:
        """Fetch a photo."""
        return await self.fetch(f"/files/{file_id}")

    async def fetch(self, path: str) -> bytes:
        """Fetch a file."""
        url = f"{self._base}{path}"
        async with self._session.get(url, headers=self._headers) as answer:
            if answer.status != 200:
                raise Problem(answer.status, url, await answer.json())
            return await answer.read()

    async def until(
        self, path: str, check: Callable[[Facts], object], within: float = PATIENCE
    ) -> Facts:
        """Read again, at every news and at least every 0.2 s, until it is as it should be."""
        last: object = None
        with suppress(TimeoutError):
            async with asyncio.timeout(within):
                while True:
                    self._news.clear()
                    try:
                        last = found = await self.get(path)
                        if check(found):
                            return found
                    except Problem as problem:
                        last = problem
                        if problem.status != 404:
                            raise
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._news.wait(), 0.2)
        raise TimeoutError(f"{self.account} did not see what they should at {path}: {last}")

    async def hears(self, kind: str, about: str, within: float = PATIENCE) -> Facts:
        """The first event of this type about this aggregate, from when the stream was opened."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within):
                while True:
                    self._news.clear()
                    for event in self._heard:
                        if event["type"] == kind and about in concerned(event):
                            return event
                    await self._news.wait()
        heard = [f"{event['type']} {event['subject']}" for event in self._heard[-20:]]
        raise TimeoutError(f"{self.account} did not hear {kind} about {about}; heard {heard}")

    async def _listen(self, opened: asyncio.Event) -> None:
        last = ""
        while True:
            headers = self._headers | ({"Last-Event-ID": last} if last else {})
            with suppress(aiohttp.ClientError, TimeoutError):
                timeout = aiohttp.ClientTimeout(total=None, sock_connect=5, sock_read=60)
                async with self._session.get(
                    f"{self._base}/stream", headers=headers, timeout=timeout
                ) as answer:
                    answer.raise_for_status()
                    opened.set()
                    async for name, text in frames(answer):
                        last = text if name == "id" else last
                        self._take(name, text)
            await asyncio.sleep(0.2)

    def _take(self, name: str, text: str) -> None:
        if name == "data" and text.startswith("{"):
            self._heard.append(json.loads(text))
            self._news.set()

    async def _ask(
        self,
        method: str,
        path: str,
        headers: dict[str, str] | None = None,
        form: Callable[[], aiohttp.FormData] | None = None,
        **body: Any,
    ) -> Facts:
        until = asyncio.get_running_loop().time() + PATIENCE
        while True:
            try:
                sent = {"data": form()} if form else body
                return await self._once(method, path, self._headers | (headers or {}), sent)
            except (aiohttp.ClientConnectionError, Problem) as error:
                again = not isinstance(error, Problem) or error.status in AGAIN
                if not again or asyncio.get_running_loop().time() > until:
                    raise
            await asyncio.sleep(0.2)

    async def _once(self, method: str, path: str, headers: dict[str, str], body: Facts) -> Facts:
        url = self._base + path
        async with self._session.request(method, url, headers=headers, **body) as answer:
            found = await answer.json(content_type=None)
            if answer.status >= 300:
                raise Problem(answer.status, path, found)
            return found


class House:
    """Everybody who is in, each once."""

    def __init__(self, base: str, password: str) -> None:
        self.base, self._password = base, password
        self._people: dict[str, Person] = {}

    async def __aenter__(self) -> Self:
        """Open the door."""
        connector = aiohttp.TCPConnector(limit=0)
        self._session = aiohttp.ClientSession(connector=connector)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Everybody hangs up."""
        for person in self._people.values():
            await person.close()
        await self._session.close()

    async def enter(self, account: str) -> Person:
        """Sign an account in and open its stream; the same person the next time."""
        if account not in self._people:
            person = Person(self._session, self.base, account)
            await person.sign_in(self._password)
            await person.listen()
            self._people[account] = person
        return self._people[account]
