"""GeoReport v2, asked what no 311 app would: refused in the standard's form and in both tongues.

Rule 1: an error is a list of codes and descriptions, as JSON or as XML, whatever was asked for.
Rule 2: nothing changes: whatever any process keeps is, byte for byte, what it was before.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from yarl import URL

from contracts.sentences import Language
from tests.integration.hostile.ground import Ground, token_of
from tests.integration.hostile.judging import told_in

V2: Final = "/open311/v2"
FORM: Final = "application/x-www-form-urlencoded"
REPORT: Final = {
    **{"service_code": "E0101", "lat": "36.1", "long": "120.1", "description": "井盖丢失"},
    "address_string": "和平路 5 号",
}
REFUSED: Final = frozenset({400, 403, 404, 413})


class Ask(NamedTuple):
    """One hostile request."""

    why: str
    method: str
    path: str
    body: bytes | None = None
    kind: str = FORM
    named: str = ""
    signed: bool = True
    key: str = ""


_CHANGES: Final[tuple[tuple[str, str], ...]] = (
    *(("service_code", bad) for bad in ("", "a b", "x" * 65, "E0101,E0102")),
    *(("lat", bad) for bad in ("", "north", "nan", "1e400", "91", "true")),
    *(("long", bad) for bad in ("", "999", "inf", "0x10")),
    *(("description", bad) for bad in ("", " ", "a\x00b", "\u202etxt", "x" * 2_001)),
    *(("address_string", bad) for bad in ("", "a\x07b", "x" * 201)),
    *(("attribute[confidential]", bad) for bad in ("yes", "1", "TRUE", "maybe")),
    *(("attribute[confidental]", bad) for bad in ("true", "")),
)
_QUESTIONS: Final[tuple[tuple[str, str], ...]] = (
    *(("status", bad) for bad in ("", "done", "open,", "open;closed")),
    *(("start_date", bad) for bad in ("yesterday", "2026-02-30T00:00:00Z", "2026-11-01T00:00:00")),
    *(("end_date", bad) for bad in ("9" * 30, "2026-11-01")),
    *(("service_request_id", "x" * 2_001), ("service_code", "x" * 2_001)),
)


def _posts() -> Iterator[Ask]:
    good = urlencode(REPORT)
    for name, bad in _CHANGES:
        body = urlencode({**REPORT, name: bad}).encode()
        yield Ask(f"{name}={bad[:12]!r}", "POST", "/requests", body, named=name)
    for name in ("service_code", "lat", "long", "description"):
        rest = urlencode({k: v for k, v in REPORT.items() if k != name}).encode()
        yield Ask(f"without {name}", "POST", "/requests", rest, named=name)
        twice = f"{good}&{name}=1".encode()
        yield Ask(f"{name} twice", "POST", "/requests", twice, named=name)
        both = f"/requests?{name}=1"
        yield Ask(f"{name} twice, once behind the address", "POST", both, good.encode(), named=name)
    yield Ask("no UTF-8", "POST", "/requests", f"{good}&x=%ff".encode(), named="x")
    yield Ask("a form that is too long", "POST", "/requests", f"{good}&x={'x' * 70_000}".encode())
    yield Ask("too many fields", "POST", "/requests", (good + "&a=1" * 99).encode())
    yield Ask("nothing", "POST", "/requests", b"", named="lat")
    for kind in ("application/json", "text/xml", "multipart/form-data; boundary=x", ""):
        yield Ask(f"a form called {kind}", "POST", "/requests", good.encode(), kind, "lat")
    yield Ask("a key none could keep", "POST", "/requests", good.encode(), key="k" * 129)
    yield Ask("by nobody", "POST", "/requests", good.encode(), signed=False)


def _gets() -> Iterator[Ask]:
    for name, bad in _QUESTIONS:
        query = urlencode({name: bad})
        yield Ask(f"{name}={bad[:12]!r}", "GET", f"/requests?{query}", named=name)
    yield Ask("status twice", "GET", "/requests?status=open&status=closed", named="status")
    yield Ask("a key of nobody", "GET", "/requests?api_key=none", signed=False)
    period = "start_date=2026-11-24T00:00:00Z&end_date=2026-11-23T00:00:00Z"
    yield Ask("an end before its beginning", "GET", f"/requests?{period}")
    for id in ("%00", "a%2fb", "..%2f..", "a" * 5_000, "%ff%fe", "%27%20OR%201"):
        yield Ask(f"a request {id[:9]}", "GET", f"/requests/{id}")
        yield Ask(f"a service {id[:9]}", "GET", f"/services/{id}")


def _target(path: str, suffix: str) -> str:
    address, mark, query = path.partition("?")
    return f"{V2}{address}.{suffix}{mark}{query}"


def _told(body: bytes, suffix: str) -> list[tuple[str, str]]:
    """The codes and descriptions of an answer; none where it has another form."""
    if suffix == "json":
        return [(str(one["code"]), one["description"]) for one in json.loads(body)]
    root = ElementTree.fromstring(body)
    assert root.tag == "errors"
    return [(e.findtext("code", ""), e.findtext("description", "")) for e in root.findall("error")]


async def _fault(ground: Ground, ask: Ask, suffix: str, tongue: Language, token: str) -> str:
    """What was wrong with the answer; nothing when it was refused as it should be."""
    headers: Mapping[str, str] = {
        "accept-language": tongue,
        **({"content-type": ask.kind} if ask.kind and ask.body is not None else {}),
        **({"authorization": f"Bearer {token}"} if ask.signed else {}),
        **({"idempotency-key": ask.key} if ask.key else {}),
    }
    url = URL(ground.asker.base + _target(ask.path, suffix), encoded=True)
    async with ground.asker.session.request(
        ask.method, url, data=ask.body, headers=headers, skip_auto_headers=("content-type",)
    ) as got:
        body, status, kind = await got.read(), got.status, got.content_type
    if status not in REFUSED:
        return f"answered {status}: {body[:120]!r}"
    if not kind.endswith(suffix) or kind.startswith("application/problem"):
        return f"is told as {kind}: {body[:120]!r}"
    told = _told(body, suffix)
    if [code for code, _ in told] != [str(status)]:
        return f"tells of {told} with {status}"
    words = told[0][1]
    if not told_in(words, tongue) or ask.named not in words:
        return f"says {words} in {tongue}"
    return ""


@pytest.mark.parametrize("suffix", ["json", "xml"])
@pytest.mark.parametrize("tongue", ["zh", "en"])
async def test_what_is_wrong_is_refused_in_the_standards_form_and_nothing_changes(
    ground: Ground, suffix: str, tongue: Language
):
    token = await token_of(ground.asker.session, "resident-1")
    asks, before = [*_posts(), *_gets()], await ground.kept()

    found = [(ask, await _fault(ground, ask, suffix, tongue, token)) for ask in asks]

    wrong = [f"{ask.method} {ask.path[:60]}: {ask.why}: {fault}" for ask, fault in found if fault]
    assert len(asks) > 75
    assert not wrong, "\n".join([f"{len(wrong)} of {len(asks)}:", *wrong[:20]])
    assert await ground.kept() == before
