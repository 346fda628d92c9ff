"""The one answer that never ends, asked for as no well-meaning phone would.

What the streams do under a clock that is moved is in `tests/integration/gateway/test_stream.py`.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Final

import aiohttp
import pytest
from multidict import CIMultiDict

from contracts.sentences import Language
from gateway.hub import MOST_OPEN
from gateway.stream import HEARTBEAT
from tests.integration.gateway.house import Answer
from tests.integration.hostile.asking import Ask
from tests.integration.hostile.ground import API, Ground, token_of
from tests.integration.hostile.judging import UNREADABLE, faults

STREAM: Final = f"{API}/stream"
_CURSORS: Final = (
    "nonsense",
    "-1",
    "1.5",
    "1e3",
    "0x1",
    "9" * 16,
    "NaN",
    "1 2",
    "$gt",
    "x" * 4_000,
)
_QUESTIONS: Final = ("nonsense=1", "access_token=a", "last_event_id=1", "after=1")


async def test_a_stream_asked_for_in_a_wrong_way_is_refused_and_nothing_changes(ground: Ground):
    token = await token_of(ground.asker.session, "auditor")
    asks = [
        *(
            Ask(
                "a cursor",
                "GET",
                STREAM,
                None,
                ("Last-Event-ID",),
                UNREADABLE,
                {"last-event-id": c},
            )
            for c in _CURSORS
        ),
        *(
            Ask("a question", "GET", f"{STREAM}?{query}", None, (query.partition("=")[0],))
            for query in _QUESTIONS
        ),
        *(
            Ask("by polling", "GET", f"{STREAM}/poll?after={after}", None, ("after",), UNREADABLE)
            for after in ("nonsense", "-1", "%D9%A3", "1.5", "9" * 16, "1&after=2")
        ),
    ]

    await ground.refuses(((ask, token) for ask in asks * 2), 2 * len(asks))


@pytest.mark.parametrize("tongue", ["zh", "en"])
async def test_two_cursors_are_one_too_many(ground: Ground, tongue: Language):
    token = await token_of(ground.asker.session, "auditor")
    headers = CIMultiDict([("last-event-id", "1"), ("last-event-id", "2")])
    headers.extend({"authorization": f"Bearer {token}", "accept-language": tongue})

    async with ground.asker.session.get(ground.asker.base + STREAM, headers=headers) as got:
        answer = Answer(got.status, got.headers, await got.read())

    assert list(faults(answer, tongue, UNREADABLE, ("Last-Event-ID",))) == []


@pytest.mark.parametrize(
    "odd",
    [
        {"accept": "application/xml"},
        {"accept-language": "x" * 2_000},
        {"range": "bytes=0-10"},
        {"last-event-id": ""},
        {"last-event-id": "999999999999999"},
        {"if-none-match": "*"},
        {"traceparent": "00-nonsense-00"},
    ],
    ids=lambda odd: next(iter(odd)),
)
async def test_an_odd_header_that_asks_nothing_of_a_stream_opens_one(
    ground: Ground, odd: dict[str, str]
):
    token = await token_of(ground.asker.session, "auditor")

    async with opened(ground, token, **odd) as answer:
        first = await asyncio.wait_for(answer.content.readline(), 5)

    assert (answer.status, first) == (200, b"retry: 2000\n")


@pytest.mark.parametrize("kind", ["Bearer", "Basic", "bearer x y", ""])
async def test_a_stream_is_for_whoever_is_signed_in(ground: Ground, kind: str):
    async with opened(ground, "", authorization=kind) as answer:
        assert answer.status == 401


async def test_of_many_streams_of_one_account_so_many_stay_and_the_door_stays_open(ground: Ground):
    token = await token_of(ground.asker.session, "resident-2")
    async with AsyncExitStack() as open_ones:
        answers = [
            await open_ones.enter_async_context(opened(ground, token)) for _ in range(MOST_OPEN + 5)
        ]

        words = [await asyncio.wait_for(one.read(), 5) for one in answers[:5]]

        assert all(b"event: elsewhere" in one for one in words)
        assert [one.status for one in answers] == [200] * (MOST_OPEN + 5)
        assert not answers[-1].content.at_eof()


async def test_a_token_that_is_revoked_ends_its_stream(ground: Ground):
    session, base = ground.asker.session, ground.asker.base
    token = await token_of(session, "resident-3")
    async with opened(ground, token) as answer:
        headers = {"authorization": f"Bearer {token}"}
        async with session.post(f"{base}{API}/auth/logout", headers=headers) as out:
            assert out.status == 204

        words = await asyncio.wait_for(answer.read(), HEARTBEAT + 10)

    assert words.endswith(b"event: signed_out\ndata: Your session has ended: sign in again.\n\n")


@asynccontextmanager
async def opened(
    ground: Ground, token: str, **headers: str
) -> AsyncIterator[aiohttp.ClientResponse]:
    """An open stream, or its refusal."""
    told = {"authorization": f"Bearer {token}", **headers}
    async with ground.asker.session.get(ground.asker.base + STREAM, headers=told) as answer:
        yield answer
