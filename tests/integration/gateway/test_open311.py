"""GeoReport v2: a 311 app finds services, reports, and follows; and nobody learns who reported."""

import json
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest

from contracts.actor import Role
from contracts.commands.routes import REPORTERS
from tests.integration.gateway.house import House, Visitor, open_house
from tests.integration.gateway.seeds import Matter
from tests.integration.gateway.test_roles import ACCOUNTS

V2 = "/open311/v2"
FIELDS = {
    *("service_request_id", "status", "status_notes", "service_name", "service_code"),
    *("description", "agency_responsible", "service_notice", "requested_datetime"),
    *("updated_datetime", "expected_datetime", "address", "address_id", "zipcode", "lat", "long"),
    "media_url",
}
"""What the standard names for GET service requests."""
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
REPORT = {
    "service_code": "E0101",
    "lat": "36.1",
    "long": "120.1",
    "description": "井盖丢失 <b>&",
    "address_string": "和平路 5 号",
    "jurisdiction_id": "haichuan",
    "email": "nobody@example.org",
    "attribute[confidential]": "true",
}


async def post(visitor: Visitor, form: dict[str, str], suffix: str = "json", **headers: str):
    body = urlencode(form).encode()
    path = f"{V2}/requests.{suffix}"
    return await visitor.ask("POST", path, data=body, headers={**FORM, **headers})


async def test_services_have_the_names_the_standard_gives_in_both_forms(house: House):
    stranger = house.stranger()

    answer = await stranger.ask("GET", f"{V2}/services.json")
    xml = ElementTree.fromstring((await stranger.ask("GET", f"{V2}/services.xml")).body)

    first = answer.json[0]
    assert set(first) == {
        *("service_code", "service_name", "description", "metadata", "type", "keywords", "group")
    }
    assert first["type"] == "realtime"
    assert xml.tag == "services"
    assert [one.findtext("service_code") for one in xml.findall("service")] == [
        one["service_code"] for one in answer.json
    ]
    restricted = {code for code, one in house.city.categories.items() if one.restricted}
    assert not restricted & {one["service_code"] for one in answer.json}


async def test_a_service_says_what_is_asked_for_it(house: House):
    stranger = house.stranger()

    told = (await stranger.ask("GET", f"{V2}/services/E0101.json")).json
    xml = ElementTree.fromstring((await stranger.ask("GET", f"{V2}/services/E0101.xml")).body)
    missing = await stranger.ask("GET", f"{V2}/services/none.json")

    assert told["service_code"] == xml.findtext("service_code") == "E0101"
    assert {"variable", "code", "datatype", "required", "order", "description", "values"} <= set(
        told["attributes"][0]
    )
    assert [one.findtext("key") for one in xml.iter("value")] == ["true", "false"]
    assert (missing.status, missing.json[0]["code"]) == (404, 404)


async def test_a_report_reaches_its_owner_as_the_reporters_own_and_answers_with_its_number(
    house: House,
):
    house.owner.status = 201
    house.owner.answer = b'{"id":"case-1","number":"C20261122-0001","version":1,"state":"reported"}'
    token = (await house.enter("resident-1")).token

    answer = await post(house.stranger(), {**REPORT, "api_key": token})
    xml = await post(house.stranger(), REPORT, "xml", Authorization=f"Bearer {token}")

    told = json.loads(house.owner.bodies[-1])
    assert answer.status == 201
    assert set(answer.json[0]) == {"service_request_id", "service_notice", "account_id"}
    assert answer.json[0]["service_request_id"] == "C20261122-0001"
    request = ElementTree.fromstring(xml.body).find("request")
    assert request is not None
    assert request.findtext("service_request_id") == "C20261122-0001"
    assert told["channel"] == "open311"
    assert told["text"] == REPORT["description"]
    assert told["confidential"] is True
    assert "email" not in told
    keys = [one.headers["Idempotency-Key"] for one in house.owner.asked[-2:]]
    assert keys[0] == keys[1]


@pytest.mark.parametrize("role", ACCOUNTS)
async def test_only_those_who_may_report_may_report_here(house: House, role: Role):
    visitor = await house.enter(ACCOUNTS[role])

    answer = await post(house.stranger(), {**REPORT, "api_key": visitor.token})

    assert (answer.status != 403) is (role in REPORTERS)


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({}, 403),
        ({"api_key": "not ours"}, 403),
    ],
)
async def test_without_a_key_of_ours_nothing_is_posted(house: House, form, status):
    before = len(house.owner.asked)

    answer = await post(house.stranger(), {**REPORT, **form})

    assert answer.status == answer.json[0]["code"] == status
    assert len(house.owner.asked) == before


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"service_code": ""}, "service_code"),
        ({"lat": "north"}, "lat"),
        ({"lat": "nan"}, "lat"),
        ({"long": "999"}, "long"),
        ({"description": ""}, "description"),
        ({"description": "x" * 5000}, "description"),
        ({"description": "\u202etxt"}, "description"),
    ],
)
async def test_bad_input_is_named_and_goes_nowhere(house: House, change, named):
    token, before = (await house.enter("resident-1")).token, len(house.owner.asked)

    answer = await post(house.stranger(), {**REPORT, **change, "api_key": token}, "xml")

    error = ElementTree.fromstring(answer.body).find("error")
    assert error is not None
    assert (answer.status, error.findtext("code")) == (400, "400")
    assert named in (error.findtext("description") or "")
    assert len(house.owner.asked) == before


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><request>&b;</request>'


async def test_hostile_xml_is_not_even_looked_at(house: House):
    token = (await house.enter("resident-1")).token
    headers = {"Content-Type": "text/xml", "Authorization": f"Bearer {token}"}

    answer = await house.stranger().ask("POST", f"{V2}/requests.xml", data=BOMB, headers=headers)

    assert answer.status == 400


async def test_what_the_owner_refuses_is_told_in_the_standards_words(house: House):
    house.owner.status, house.owner.answer = 422, '{"code":"x","detail":"没有这个类别"}'.encode()
    token = (await house.enter("resident-1")).token

    answer = await post(house.stranger(), {**REPORT, "api_key": token})
    house.owner.status = 201

    assert (answer.status, answer.json) == (422, [{"code": 422, "description": "没有这个类别"}])


async def test_anybody_sees_that_there_is_a_request_and_the_reporter_sees_its_words(house: House):
    matter = Matter("followed")
    await house.hears(matter.reported("resident-1", text="张三家门口，电话 13812345678"))
    token = (await house.enter("resident-1")).token
    other = (await house.enter("resident-2")).token
    path = f"{V2}/requests/C-{matter.case}.json"

    public = await house.stranger().ask("GET", path)
    mine = await house.stranger().ask("GET", f"{path}?api_key={token}")
    theirs = await house.stranger().ask("GET", f"{path}?api_key={other}")

    assert set(public.json[0]) == FIELDS
    assert public.json == theirs.json
    for secret in ("13812345678", "张三", "和平路", "resident-1"):
        assert secret not in public.body.decode()
    assert public.json[0]["status"] == "open"
    assert public.json[0]["address"] == house.city.territories["gangwan-01"].name
    assert mine.json[0]["description"] == "张三家门口，电话 13812345678"
    assert mine.json[0]["lat"] == 36.1


async def test_a_confidential_request_is_not_there_for_anybody_else(house: House):
    matter = Matter("followedsecret", confidential=True)
    await house.hears(matter.reported("resident-1"))
    token = (await house.enter("resident-1")).token
    path = f"{V2}/requests/C-{matter.case}.json"

    public = await house.stranger().ask("GET", path)
    listed = await house.stranger().ask(
        "GET", f"{V2}/requests.json?service_request_id=C-{matter.case}"
    )
    mine = await house.stranger().ask("GET", f"{path}?api_key={token}")

    assert (public.status, listed.json, mine.status) == (404, [], 200)


async def test_requests_are_found_by_number_service_time_and_status(mongo_url, namespace, city):
    async with open_house(mongo_url, namespace, city) as house:
        first, second = Matter("found1"), Matter("found2")
        await house.hears(first.reported("resident-1"), second.reported("resident-1"))
        stranger = house.stranger()

        async def found(query: str) -> list[str]:
            answer = await stranger.ask("GET", f"{V2}/requests.json?{query}")
            return sorted(one["service_request_id"] for one in answer.json)

        day = "start_date=2026-11-23T00:00:00Z&end_date=2026-11-24T00:00:00Z"
        both = ["C-case-found1", "C-case-found2"]
        assert await found("service_request_id=C-case-found1") == both[:1]
        assert await found(f"{day}&service_code=E0101") == both
        assert await found(f"{day}&service_code=E0102") == []
        assert await found(f"{day}&status=closed") == []
        assert await found(f"{day}&status=open,closed") == both
        bad = await stranger.ask("GET", f"{V2}/requests.json?start_date=yesterday")
        wrong = await stranger.ask(
            "GET",
            f"{V2}/requests.xml?start_date=2026-11-24T00:00:00Z&end_date=2026-11-23T00:00:00Z",
        )
        assert bad.status == wrong.status == 400
