"""Real servers for tests: those that WHISTLE_AMQP_URL and WHISTLE_MONGO_URL name, else our own.

Each is started once per session and only when a test asks for it. A server that cannot be had is
an error: a test that needs it must not pass by being left out.
"""

import secrets
from collections.abc import Iterator

import pytest
from pymongo import MongoClient

from deploy.local.servers import Servers

__all__ = ["amqp_url", "mongo_url", "namespace", "servers"]


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    servers = Servers.from_environment(tmp_path_factory.mktemp("servers"))
    yield servers
    servers.stop()


@pytest.fixture(scope="session")
def amqp_url(servers: Servers) -> str:
    if servers.rabbit:
        servers.rabbit.start()
    return servers.amqp_url


@pytest.fixture(scope="session")
def mongo_url(servers: Servers) -> str:
    if servers.mongod:
        servers.mongod.start()
    return servers.mongo_url


@pytest.fixture
def namespace(request: pytest.FixtureRequest) -> Iterator[str]:
    """Give a prefix no other test has, for exchanges, queues and databases; the latter are dropped.

    Thousands of tests share a server, and every collection holds files open.
    """
    name = f"t{secrets.token_hex(4)}"
    url = request.getfixturevalue("mongo_url") if "mongo_url" in request.fixturenames else ""
    yield name
    if url:
        _drop(url, f"{name}_")


def _drop(url: str, prefix: str) -> None:
    with MongoClient[dict[str, object]](url, serverSelectionTimeoutMS=10_000) as client:
        for name in client.list_database_names():
            if name.startswith(prefix):
                client.drop_database(name)
