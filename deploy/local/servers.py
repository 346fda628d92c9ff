"""RabbitMQ and MongoDB for one system, side by side in one folder."""

import argparse
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self

from deploy.local.foreground import foreground
from deploy.local.install import Unavailable, mongod_program, rabbitmq_program
from deploy.local.mongod import Mongod
from deploy.local.ports import free_ports, taken
from deploy.local.rabbit import Rabbit
from deploy.local.running import Running


class Servers(Running):
    """The servers that nobody gave us: an address given is used, a missing one is started."""

    def __init__(
        self,
        folder: Path,
        ports: tuple[int, int] | None = None,
        amqp_url: str = "",
        mongo_url: str = "",
    ) -> None:
        rabbit_port, mongod_port = ports or free_ports(2)
        self.rabbit = None if amqp_url else Rabbit(folder / "rabbitmq", rabbit_port)
        self.mongod = None if mongo_url else Mongod(folder / "mongod", mongod_port)
        self._amqp_url, self._mongo_url = amqp_url, mongo_url

    @classmethod
    def from_environment(cls, folder: Path, ports: tuple[int, int] | None = None) -> Self:
        """Use WHISTLE_AMQP_URL and WHISTLE_MONGO_URL where they are set."""
        given = (os.environ.get(f"WHISTLE_{name}_URL", "") for name in ("AMQP", "MONGO"))
        return cls(folder, ports, *given)

    @property
    def amqp_url(self) -> str:
        """Where the broker is."""
        return self.rabbit.url if self.rabbit else self._amqp_url

    @property
    def mongo_url(self) -> str:
        """Where the database is."""
        return self.mongod.url if self.mongod else self._mongo_url

    @property
    def own(self) -> list[Rabbit | Mongod]:
        """The servers that are ours to start and stop."""
        return [server for server in (self.rabbit, self.mongod) if server]

    def start(self) -> None:
        """Start our servers at the same time; raise `Unavailable` or `Failed`."""
        self._require()
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(_start, self.own))

    def stop(self) -> None:
        """Stop our servers at the same time."""
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(_stop, self.own))

    def _require(self) -> None:
        if self.rabbit:
            rabbitmq_program()
        if self.mongod:
            mongod_program()
        for server in self.own:
            if not server.alive and taken(server.port):
                raise Unavailable(
                    f"Port {server.port} for {server.name} is in use: stop what listens there."
                )


def _start(server: Rabbit | Mongod) -> None:
    server.start()


def _stop(server: Rabbit | Mongod) -> None:
    server.stop()


def main() -> int:
    """Run the servers in the foreground for a developer, and print how to reach them."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--folder", type=Path, default=Path(".local/development"))
    return foreground(lambda: _serve(Servers.from_environment(parser.parse_args().folder)))


def _serve(servers: Servers) -> None:
    with servers.running():
        print(f"export WHISTLE_AMQP_URL='{servers.amqp_url}'")
        print(f"export WHISTLE_MONGO_URL='{servers.mongo_url}'", flush=True)
        print("Running; Ctrl-C stops both.", file=sys.stderr)
        threading.Event().wait()


if __name__ == "__main__":
    sys.exit(main())
