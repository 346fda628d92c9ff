"""Real servers for tests: those that WHISTLE_AMQP_URL and WHISTLE_MONGO_URL name, else our own.

Each is started once per session and only when a test asks for it. A server that cannot be had is
an error: a test that needs it must not pass by being left out. One that ends before its time ends
the run and says why: whatever waits for it would wait for ever.
"""

import secrets
from collections.abc import Iterator

import pytest
from pymongo import MongoClient

from deploy.local.servers import Servers

__all__ = ["amqp_url", "mongo_url", "namespace", "pytest_runtest_setup", "servers"]

_GIVES_FILES_BACK = "file_manager=(close_idle_time=5,close_scan_interval=2,close_handle_minimum=0)"
"""A gateway's database is 400 files, and those of a dropped one stay open for minutes; a machine
that lets a program open a few thousand would end the server."""
_STARTED = pytest.StashKey[Servers]()


@pytest.fixture(scope="session")
def servers(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Iterator[Servers]:
    servers = Servers.from_environment(tmp_path_factory.mktemp("servers"))
    if servers.mongod:
        servers.mongod.engine = _GIVES_FILES_BACK
    pytestconfig.stash[_STARTED] = servers
    yield servers
    servers.stop()


def pytest_runtest_setup(item: pytest.Item) -> None:
    servers = item.config.stash.get(_STARTED, None)
    for server in servers.own if servers else ():
        if server.exit_code is not None:
            pytest.exit(
                f"{server.name} ended (exit {server.exit_code}):\n{server.tail()}", returncode=3
            )


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
