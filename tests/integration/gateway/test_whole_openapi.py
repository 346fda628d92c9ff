"""Every route of the OpenAPI document, asked what the document says may be asked.

Rule 1: no answer is ours to be ashamed of (5xx), none of a kind or a shape the document lacks.
Rule 2: whoever asks may: somebody of the first role the table of the role tests lets in.
Rule 3: few and always the same examples per route: it is our edge that is tried, not a search.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from contracts.city import City
from gateway.doors import DOORS
from gateway.passages import EVERYBODY
from tests.integration.gateway.house import House, open_house
from tests.integration.gateway.test_roles import ACCOUNTS, ALLOWED

API = "/api/v1"
EXAMPLES = 3
MANY = 150
"""Fewer routes than this, and the document was not read."""
FOREVER = "/api/v1/stream"
ENDS_THE_SESSION = {"/api/v1/auth/logout", "/api/v1/me/password", "/api/v1/me/erase"}
ANSWERED = {(d.method, API + d.path): 201 if d.creates else 200 for d in DOORS}
ANSWERED["POST", f"{API}/households/look-up"] = 404
"""What the service behind a door says when it has done what was asked."""
CHECKS = (
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)


def operations(document: dict) -> Iterator[schemathesis.APIOperation]:
    """What may be asked, less what would end our asking."""
    for found in schemathesis.openapi.from_dict(document).get_all_operations():
        operation = found.ok()
        if operation.path not in {FOREVER, *ENDS_THE_SESSION}:
            yield operation


def ask(operation: schemathesis.APIOperation, base: str, token: str) -> str | None:
    """Ask a few times; what was wrong, if anything."""

    @seed(1)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def asked(case: schemathesis.Case) -> None:
        case.query.pop("at_least", None)  # waits for what nobody will say: 504 by design
        case.call_and_validate(
            base_url=base, headers={"Authorization": f"Bearer {token}"}, checks=CHECKS
        )

    try:
        asked()
    except Exception as wrong:
        return f"{operation.method.upper()} {operation.path}: {wrong}"
    return None


def account(operation: schemathesis.APIOperation) -> str:
    """Somebody who may ask this."""
    roles = ALLOWED.get((operation.method.upper(), operation.path.removeprefix(API)), EVERYBODY)
    return ACCOUNTS[min(roles)]


@pytest.fixture
async def own(mongo_url: str, namespace: str, city: City) -> AsyncIterator[House]:
    """A gateway of its own: what is asked here is not taken back."""
    async with open_house(mongo_url, namespace, city) as house:
        yield house


async def test_no_route_answers_what_its_document_does_not_say(own: House):
    document = await own.document()
    asking = {account(one) for one in operations(document)}
    tokens = {who: (await own.enter(who)).token for who in asking}

    def everything() -> list[str]:
        asked = [*operations(document)]
        told: list[str | None] = [None if len(asked) > MANY else "too few routes"]
        for one in asked:
            own.owner.status = ANSWERED.get((one.method.upper(), one.path), 201)
            told.append(ask(one, own.base, tokens[account(one)]))
        return [wrong for wrong in told if wrong]

    wrong = await asyncio.to_thread(everything)

    assert not wrong, "\n\n".join(wrong)
