"""A private MongoDB: one journaled member of a replica set, on loopback, in a folder of its own."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from deploy.local.install import mongod_program
from deploy.local.process import Process

_NOT_YET_INITIALIZED = 94
_NONE: Mapping[str, str] = MappingProxyType({})


class Mongod(Process):
    """A `mongod` that is primary when `start` returns; the folder keeps its data and log."""

    def __init__(
        self,
        folder: Path,
        port: int,
        cache_gb: float = 1,
        parameters: Mapping[str, str] = _NONE,
    ) -> None:
        self.folder, self.port, self.cache_gb = folder, port, cache_gb
        self.parameters = {
            "diagnosticDataCollectionEnabled": "false",
            "shutdownTimeoutMillisForSignaledShutdown": "100",
            # Dropped collections give their files back at the next checkpoint, not minutes later.
            "minSnapshotHistoryWindowInSeconds": "0",
        } | dict(parameters)
        self.engine = ""
        """Settings of the storage engine, in its own words."""
        super().__init__("mongod", (), folder / "mongod.log")

    @property
    def url(self) -> str:
        """Connection string of the replica set."""
        return f"mongodb://127.0.0.1:{self.port}/?replicaSet=rs0"

    def start(self) -> None:
        """Start it, make it a replica set the first time, and wait until it takes writes."""
        (self.folder / "data").mkdir(parents=True, exist_ok=True)
        self.command = self._command()
        super().start()
        with self._client() as client:
            self.wait_until(lambda: _settled(client, self.port), timeout=60)

    def restart(self) -> None:
        """Stop it if it runs, and start it on the same data."""
        self.stop()
        self.start()

    def _client(self) -> MongoClient[dict[str, Any]]:
        return MongoClient(
            "127.0.0.1", self.port, directConnection=True, serverSelectionTimeoutMS=300
        )

    def _command(self) -> tuple[str, ...]:
        options = {
            "dbpath": self.folder / "data",
            "port": self.port,
            "bind_ip": "127.0.0.1",
            "replSet": "rs0",
            "wiredTigerCacheSizeGB": self.cache_gb,
            "oplogSize": 512,
        }
        if self.engine:
            options["wiredTigerEngineConfigString"] = self.engine
        named = [f"--{name}={value}" for name, value in options.items()]
        settings = [f"--setParameter={name}={value}" for name, value in self.parameters.items()]
        return (mongod_program(), "--quiet", "--nounixsocket", *named, *settings)


def _settled(client: MongoClient[dict[str, Any]], port: int) -> bool:
    """Whether it is primary under this port; takes the one step towards it that is missing."""
    wanted = {"_id": 0, "host": f"127.0.0.1:{port}"}
    try:
        config = client.admin.command("replSetGetConfig")["config"]
        if config["members"][0]["host"] != wanted["host"]:
            config |= {"members": [wanted], "version": config["version"] + 1}
            client.admin.command("replSetReconfig", config, force=True)
        return bool(client.admin.command("hello")["isWritablePrimary"])
    except OperationFailure as failure:
        if failure.code == _NOT_YET_INITIALIZED:
            client.admin.command("replSetInitiate", {"_id": "rs0", "members": [wanted]})
        return False
    except PyMongoError:
        return False
