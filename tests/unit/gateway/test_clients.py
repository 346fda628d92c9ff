"""党建E家, O2O便民, 手机APP: each kind of client has its doors, of one gateway and one county."""

import pytest

from contracts.actor import Role
from contracts.city import read_city
from contracts.words import Level
from gateway.doors import DOORS
from tests.unit.contracts.city_files import SMALL, appended, problems

CLIENTS = {
    "the members'": (
        Role.PARTY_MEMBER,
        {"/registrations", "/offers/{id}/claim", "/visits/{id}/record"},
    ),
    "the O2O order desk": (Role.COMMUNITY_OFFICER, {"/needs", "/offers/{id}/dispatch"}),
    "the phone of a resident": (Role.RESIDENT, {"/cases/one-tap", "/cases/{id}/rate", "/offers"}),
}


def opened(role: Role) -> frozenset[str]:
    return frozenset(door.path for door in DOORS if role in door.roles)


@pytest.mark.mechanism(240)
@pytest.mark.parametrize("client", CLIENTS)
def test_each_kind_of_client_has_what_it_needs_over_one_gateway(client: str):
    role, needed = CLIENTS[client]

    assert needed <= opened(role)


@pytest.mark.mechanism(240)
def test_no_client_is_another_s():
    assert len({opened(role) for role, _ in CLIENTS.values()}) == len(CLIENTS)


@pytest.mark.mechanism(240)
def test_one_county_is_one_pack_and_never_two():
    levels = [place.level for place in read_city(SMALL).territories.values()]

    found = problems(appended("territories.csv", "x,district,新区,,990102,urban"))

    assert levels.count(Level.DISTRICT) == 1
    assert "one_district" in {one.code for one in found}
