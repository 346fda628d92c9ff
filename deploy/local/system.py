"""A whole Whistle on this machine, for `make up`, the demo, and tests that break it.

    with System(folder).running() as system:
        system.processes["intake"].kill()
        system.wait_ready()
        urlopen(system.base_url + "/ready")

Everything is in `folder`: data, logs, secrets, traces. Two systems on the same servers do not meet
when their namespaces differ.
"""

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import InitVar, dataclass, field
from pathlib import Path

from deploy.local.install import Unavailable
from deploy.local.keys import keys
from deploy.local.plan import COMMANDS, GATEWAY, common_environment, free_plan, url
from deploy.local.ports import free_ports, taken
from deploy.local.process import Process
from deploy.local.readiness import Say, silent, wait_ready
from deploy.local.running import Running
from deploy.local.servers import Servers
from deploy.local.supervisor import Supervisor
from deploy.local.tracer import tracer


@dataclass
class System(Running):
    """Servers and the five processes."""

    folder: Path
    use: InitVar[Servers | None] = None
    """Servers that somebody else starts and stops; None: those of WHISTLE_AMQP_URL and
    WHISTLE_MONGO_URL, or else our own."""
    ports: Mapping[str, int] = field(default_factory=free_plan)
    namespace: str = "whistle"
    env: Mapping[str, str] = field(default_factory=dict[str, str])
    """More variables for every process, like WHISTLE_LOG_LEVEL."""
    supervise: bool = True
    """Start the five processes again when they die."""
    supervise_servers: bool = False
    """Start our servers again, too; off because a test that kills one decides when it returns."""
    trace: bool = False
    """Receive traces in `folder`/traces.db."""
    say: Say = silent
    commands: Mapping[str, Sequence[str]] = field(default_factory=lambda: COMMANDS)

    def __post_init__(self, use: Servers | None) -> None:
        """Nothing starts yet."""
        self.folder = self.folder.resolve()
        self.servers = use or Servers.from_environment(self.folder)
        self._own = [] if use else self.servers.own
        self.processes: dict[str, Process] = {}
        self.tracelens: Process | None = None
        self._supervisor: Supervisor | None = None

    @property
    def base_url(self) -> str:
        """Where the gateway is."""
        return url(self.ports[GATEWAY])

    def start(self, timeout: float = 120) -> None:
        """Start all and wait until all are ready; raise `Unavailable` or `Failed`.

        The processes wait for servers that are not there yet, so all start at the same time.
        """
        self._require_ports()
        self._build()
        self.say(f"Starting {', '.join([server.name for server in self._own] + ['Whistle'])} …")
        with ThreadPoolExecutor(1) as pool:
            serving = pool.submit(self._start_servers)
            for process in self._all():
                process.start()
            serving.result()
        self.wait_ready(timeout)
        self._supervisor = Supervisor(self._watched(), self.say)
        self._supervisor.start()

    def wait_ready(self, timeout: float = 120) -> None:
        """Return once every process answers /ready; those that died must be on their way back."""
        addresses = {name: url(self.ports[name]) + "/ready" for name in self.processes}
        waiting = {name: (self.processes[name], addresses[name]) for name in self.processes}
        wait_ready(waiting, self.say, timeout, final=self._supervisor is None)

    def stop(self) -> None:
        """Stop the door first, then the services, then what they stand on."""
        if self._supervisor:
            self._supervisor.stop()
            self._supervisor = None
        for process in self.processes.values():
            process.ask_to_stop()
        for process in self.processes.values():
            process.stop()
        if self.tracelens:
            self.tracelens.stop()
        if self._own:
            self.servers.stop()

    def _start_servers(self) -> None:
        if self._own:
            began = time.monotonic()
            self.servers.start()
            self.say(f"  servers     ready after {time.monotonic() - began:.1f} s")

    def _build(self) -> None:
        addresses = {
            "WHISTLE_AMQP_URL": self.servers.amqp_url,
            "WHISTLE_MONGO_URL": self.servers.mongo_url,
            "WHISTLE_NAMESPACE": self.namespace,
        }
        common = common_environment(self.ports, keys(self.folder), addresses) | dict(self.env)
        if self.trace and not common.get("WHISTLE_OTLP_ENDPOINT"):
            (port,) = free_ports(1)
            self.tracelens = tracer(self.folder, port, common)
            common["WHISTLE_OTLP_ENDPOINT"] = url(port) if self.tracelens else ""
        self.processes = {name: self._process(name, common) for name in self.commands}

    def _process(self, name: str, common: Mapping[str, str]) -> Process:
        env = {**common, "WHISTLE_PORT": str(self.ports[name])}
        log = self.folder / f"logs/{name}.log"
        log.unlink(missing_ok=True)
        return Process(name, self.commands[name], log, env)

    def _all(self) -> list[Process]:
        return [*self.processes.values(), *([self.tracelens] if self.tracelens else [])]

    def _watched(self) -> list[Process]:
        services = self._all() if self.supervise else []
        return [*services, *(self._own if self.supervise_servers else [])]

    def _require_ports(self) -> None:
        for name, port in self.ports.items():
            if taken(port):
                raise Unavailable(
                    f"Port {port}, wanted for {name}, is in use: stop what listens there,"
                    " or choose others with `make up PORT=8090`."
                )
