"""党建E家, O2O便民, 手机APP: each kind of client has its doors, of one gateway and one county."""

import pytest

from contracts.actor import Role
from contracts.city import read_city
from contracts.words import Level
from gateway.city_view import city_view
from gateway.doors import DOORS
from services.chassis.packs import packs_database
from services.chassis.settings import Settings
from services.chassis.topology import Topology
from tests.unit.contracts.city_files import SMALL

SECRET = "a secret of at least thirty-two characters"
SERVICES = ("gateway", "intake", "dispatch", "response", "evaluation")
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
def test_a_county_alone_is_a_whole_pack():
    levels = [place.level for place in read_city(SMALL).territories.values()]

    assert levels.count(Level.DISTRICT) == 1


def named(county: str) -> set[str]:
    """Everything a county keeps or sends, by name."""
    own = [
        Settings(secret=SECRET, namespace=county, service=service, city="deploy/city/demo")
        for service in SERVICES
    ]
    topology = Topology(county)
    sent = {topology.events, topology.dead, *(topology.queue(one, 0) for one in SERVICES)}
    return {*(one.database for one in own), *(packs_database(one) for one in own), *sent}


@pytest.mark.mechanism(240)
def test_one_tenant_per_county_shares_no_database_queue_or_pack_with_another():
    ours, theirs = named("haichuan"), named("linhai")

    assert len(ours) == len(theirs) == 2 * len(SERVICES) + 3
    assert ours.isdisjoint(theirs)


@pytest.mark.mechanism(240)
def test_every_client_speaks_to_the_same_gateway_and_is_told_of_one_county():
    paths = [path for _, needed in CLIENTS.values() for path in needed]

    assert set(paths) <= {door.path for door in DOORS}
    assert city_view(read_city(SMALL)).name
