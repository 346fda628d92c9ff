"""A file's papers: printed by whoever may see the file, marked, on record; by nobody else."""

from hashlib import sha256
from io import BytesIO

import pytest
from pypdf import PdfReader

from contracts.envelope import Envelope
from services.response import core
from tests.integration.gateway.house import House
from tests.integration.gateway.test_exports import last_export
from tests.unit.gateway.test_agreement import BEFORE
from tests.unit.response.builders import NOON
from tests.unit.response.haichuan import entrusted, haichuan, taken_by
from tests.unit.response.mediating import AGREEMENT

NUMBER = "TX20261122-0001"
FORMS = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}


async def settled(house: House, file: str, category: str, *, agreed: bool = True) -> str:
    """A mediation of this category with its agreement; the path of its file."""
    event = entrusted("mediation", category)
    begun = core.on_entrusted(event, "case-1", haichuan(), NOON)
    end = [("grid-0101", "agreed", {**AGREEMENT, "number": NUMBER})] if agreed else []
    said = [(one, "clock") for one in begun] + taken_by(event, begun, *BEFORE, *end)
    for n, (one, by) in enumerate(said, 1):
        id = f"response:{file}:{n}"
        about = {"id": id, "source": "response", "subject": file, "seq": n, "type": one.type}
        await house.hears(Envelope(**about, time=NOON, by=by, data=one))
    return f"/tasks/{file}"


@pytest.mark.parametrize("form", FORMS)
async def test_a_party_prints_the_agreement_and_that_is_on_record(house: House, form: str):
    file = await settled(house, f"case-{form}-t1", "R03")
    party = await house.enter("resident-1")

    answer = await party.get(f"{file}/agreement.{form}")

    note = await last_export(house)
    assert (answer.status, answer.headers["Content-Type"]) == (200, FORMS[form])
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert note["by"] == "resident-1"
    assert note["about"]["sha256"] == sha256(answer.body).hexdigest()
    said = words(answer.body) if form == "pdf" else answer.body.decode()
    for told in ("人民调解协议书", NUMBER, AGREEMENT["result"], note["about"]["number"]):
        assert told in said


def words(body: bytes) -> str:
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)
    return "".join(text.split())


@pytest.mark.mechanism(52)
@pytest.mark.parametrize(
    ("account", "neighbours", "family"),
    [
        ("resident-1", 200, 200),
        ("mediator-03", 200, 200),
        ("grid-0101", 200, 200),
        ("officer-01", 200, 404),
        ("evaluator", 200, 404),
        ("resident-9", 404, 404),
        ("liaison-gongan", 404, 404),
        ("mediator-04", 404, 404),
    ],
)
async def test_only_who_may_see_the_mediation_takes_its_agreement(
    house: House, account: str, neighbours: int, family: int
):
    files = [await settled(house, f"case-{one}-t1", one) for one in ("R02", "R03")]
    reader = await house.enter(account)

    found = [(await reader.get(f"{file}/agreement.html")).status for file in files]

    assert found == [neighbours, family]


async def test_there_is_no_paper_before_the_agreement_and_none_for_a_stranger(house: House):
    open_, made = (
        await settled(house, "case-early-t1", "R02", agreed=False),
        await settled(house, "case-made-t1", "R02"),
    )
    party = await house.enter("resident-1")

    early = await party.get(f"{open_}/agreement.html")
    stranger = await house.stranger().get(f"{made}/agreement.html")

    assert (early.status, early.code) == (404, "not_found")
    assert stranger.status == 401
