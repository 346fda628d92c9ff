"""Every route × every role: the cells are made from the tables, so a new route cannot lack one."""

from collections.abc import Mapping

import pytest

from contracts.actor import Role
from contracts.commands.routes import EVALUATORS
from contracts.commands.routes.households import TERMINAL
from gateway import (
    auditing,
    bundles,
    devices_desk,
    directory_view,
    imports,
    ops,
    photos,
    revealing,
    stream,
)
from gateway.city_drafts import APPROVERS, DRAFTERS, READERS
from gateway.delegations import ENDERS, LENT
from gateway.doors import DOORS
from gateway.export.leaving import LISTS
from gateway.passages import EVERYBODY, MEASURED, SERVED
from gateway.present.papers import PAPERS
from gateway.reads import READS
from tests.integration.gateway.house import House, Visitor

ACCOUNTS: Mapping[Role, str] = {
    Role.RESIDENT: "resident-1",
    Role.UNIT_HEAD: "unit-01",
    Role.BUILDING_HEAD: "building-001",
    Role.PARTY_MEMBER: "member-01",
    Role.VOLUNTEER: "volunteer-01",
    Role.GRID_WORKER: "grid-0101",
    Role.COMMUNITY_OFFICER: "officer-06",
    Role.COMMUNITY_SECRETARY: "secretary-01",
    Role.STREET_STAFF: "staff-gangwan",
    Role.STREET_COMMANDER: "commander-gangwan",
    Role.STREET_SUPERVISOR: "supervisor-gangwan",
    Role.STREET_LEADER: "leader-gangwan",
    Role.DEPARTMENT_LIAISON: "liaison-chengguan",
    Role.DEPARTMENT_HEAD: "head-chengguan",
    Role.PROPERTY_MANAGER: "manager-wuye-bilan",
    Role.MEDIATOR: "mediator-01",
    Role.SOCIAL_WORKER: "social-01",
    Role.HOTLINE_OPERATOR: "hotline",
    Role.DISTRICT_SUPERVISOR: "supervisor-district",
    Role.EVALUATOR: "evaluator",
    Role.AUDITOR: "auditor",
    Role.OPS: "ops",
    Role.ADMIN: "admin",
}
PUBLIC = {
    ("POST", "/auth/token"),
    ("POST", "/auth/refresh"),
    ("GET", "/city"),
    ("GET", "/certificates/{code}"),
    ("GET", "/notices/{period}"),
    ("GET", "/call-back/{token}"),
    ("POST", "/call-back/{token}"),
    ("POST", "/alarms"),
}
"""Nobody's posts open these: open to all, or with a token or key of their own."""
SIGNED_IN = {
    ("GET", "/me"),
    ("GET", "/me/export"),
    ("POST", "/me/erase"),
    ("POST", "/me/password"),
    ("GET", "/me/reveals"),
    ("POST", "/auth/logout"),
    ("GET", "/me/devices"),
    ("POST", "/me/devices"),
    ("POST", "/me/devices/require"),
    ("POST", "/devices/{id}/revoke"),
}
FOREVER = {("GET", "/stream")}
"""An answer that never ends is not read to its end here: `test_stream` opens it."""

ALLOWED: Mapping[tuple[str, str], frozenset[Role]] = {
    **{(door.method, door.path): door.roles for door in DOORS},
    **{("GET", f"/{name}"): read.roles for name, read in READS.items()},
    **{("GET", f"/{name}/{{id}}"): read.roles for name, read in READS.items()},
    **dict.fromkeys(SIGNED_IN, EVERYBODY),
    **{("GET", f"/{name}.xlsx"): roles for name, roles in LISTS.items()},
    ("GET", "/boards/{period}/{subject}.xlsx"): MEASURED,
    ("GET", "/boards/{period}/{subject}.pdf"): MEASURED,
    ("GET", "/points/{id}/certificate.pdf"): SERVED,
    ("GET", "/bulletins/{period}.pdf"): MEASURED,
    **{
        ("GET", f"/tasks/{{id}}/{paper}.{form}"): READS["tasks"].roles
        for paper in PAPERS
        for form in ("html", "pdf")
    },
    ("POST", "/delegations"): LENT,
    ("POST", "/delegations/{id}/revoke"): ENDERS,
    ("GET", "/delegations"): EVERYBODY,
    ("POST", "/city/imports"): DRAFTERS,
    ("POST", "/city"): DRAFTERS,
    ("GET", "/city/drafts"): READERS,
    ("GET", "/city/drafts/{id}"): READERS,
    ("POST", "/city/drafts/{id}/publish"): APPROVERS,
    ("POST", "/city/drafts/{id}/reject"): APPROVERS,
    ("GET", "/city/versions"): READERS,
    ("POST", "/city/versions/{id}/restore"): DRAFTERS,
    ("GET", "/city/areas/{id}"): directory_view.WHO,
    ("GET", "/city/directory/{table}"): directory_view.WHO,
    ("POST", "/imports/hotline"): imports.WHO,
    ("GET", "/bundles/{id}"): bundles.WHO,
    ("GET", "/stream"): stream.WHO,
    ("GET", "/stream/poll"): stream.WHO,
    ("POST", "/files"): photos.WHO,
    ("GET", "/files/{id}"): photos.WHO,
    ("POST", "/cases/{id}/reveal"): revealing.MAY_REVEAL,
    ("GET", "/whistles/{id}/muster-code"): revealing.SHOW_CODE,
    ("GET", "/devices"): devices_desk.ADMINS,
    ("POST", "/households/look-up"): TERMINAL,
    ("POST", "/cases/{id}/call-back-link"): EVALUATORS,
    ("GET", "/audit"): auditing.WHO,
    ("GET", "/audit/verify"): auditing.WHO,
    ("POST", "/alarm-devices"): ops.WHO,
    ("GET", "/alarm-devices"): ops.WHO,
    ("POST", "/alarm-devices/{id}/revoke"): ops.WHO,
    ("GET", "/ops/queues"): ops.WHO,
    ("GET", "/ops/dead-letters"): ops.WHO,
    ("POST", "/ops/dead-letters/{id}/redrive"): ops.WHO,
    ("GET", "/ops/outlets"): ops.WHO,
    ("GET", "/ops/relay"): ops.WHO,
    ("GET", "/ops/reconcile"): ops.WHO,
    ("GET", "/ops/retention"): ops.LOOKING,
}
ENDING = sorted(set(ALLOWED) - FOREVER)


def filled(path: str) -> str:
    values = {
        "{id}": "case-1",
        "{period}": "2026-11",
        "{subject}": "departments",
        "{table}": "lines",
        "{figure}": "all",
    }
    for name, value in values.items():
        path = path.replace(name, value)
    return path


async def test_no_route_lacks_its_cells(house: House):
    document = await house.document()

    documented = {
        (method.upper(), path.removeprefix("/api/v1"))
        for path, methods in document["paths"].items()
        for method in methods
    }

    assert documented - PUBLIC == set(ALLOWED)


def test_every_role_has_an_account_in_the_matrix():
    assert set(ACCOUNTS) == EVERYBODY


@pytest.mark.parametrize(("method", "path"), sorted(ALLOWED))
async def test_a_stranger_is_asked_to_sign_in(house: House, method, path):
    answer = await house.stranger().ask(method, f"/api/v1{filled(path)}")

    assert answer.status == 401


async def comes(house: House, role: Role, path: str) -> Visitor:
    """Somebody of this role; who is to sign out comes with a session of their own."""
    visitor = await house.enter(ACCOUNTS[role])
    if path == "/auth/logout":
        visitor.token = (await visitor.sign_in(ACCOUNTS[role])).json["access_token"]
    return visitor


@pytest.mark.parametrize(("method", "path"), ENDING)
async def test_a_post_opens_its_own_doors_only(house: House, method, path):
    opened, headers = set(), {"Idempotency-Key": "cell"}

    for role in ACCOUNTS:
        visitor = await comes(house, role, path)
        answer = await visitor.ask(method, f"/api/v1{filled(path)}", headers=headers)
        assert answer.status != 401
        if answer.status != 403:
            opened.add(role)
        else:
            assert answer.code == "not_your_post"

    assert opened == ALLOWED[method, path]


async def test_a_stream_is_refused_to_posts_that_hear_nothing(house: House):
    for role in EVERYBODY - stream.WHO:
        visitor = await house.enter(ACCOUNTS[role])

        answer = await visitor.ask("GET", "/api/v1/stream")

        assert (answer.status, answer.code) == (403, "not_your_post")
