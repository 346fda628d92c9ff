"""A private RabbitMQ: a broker on loopback with its own home, cookie, epmd and ports in one folder.

RabbitMQ's script is run so that it becomes the Erlang machine itself; `pid` is the broker's. epmd,
which Erlang would leave behind as a daemon, is ours too. Nothing is taken from the caller's
environment: settings of a broker that the system runs must not reach this one.
"""

import os
import shutil
import socket
import subprocess
from collections.abc import Sequence
from pathlib import Path

from deploy.local.install import Unavailable, rabbitmq_program
from deploy.local.ports import free_ports, taken
from deploy.local.process import Process

_LOOPBACK_ONLY = "-kernel inet_dist_use_interface {127,0,0,1}"
_GREETING = b"AMQP\x00\x00\x09\x01"
_METHOD_FRAME = b"\x01"


class Rabbit(Process):
    """A broker that takes connections when `start` returns; `metrics_port` turns Prometheus on."""

    def __init__(self, folder: Path, port: int, metrics_port: int | None = None) -> None:
        self.folder, self.port, self.metrics_port = folder, port, metrics_port
        self._epmd = Process("epmd", (), folder / "epmd.log")
        super().__init__("rabbitmq", (), folder / "rabbitmq.log")

    @property
    def url(self) -> str:
        """Connection string."""
        return f"amqp://guest:guest@127.0.0.1:{self.port}/"

    def start(self) -> None:
        """Start it on the folder's data and wait until it greets."""
        self.command = (rabbitmq_program(),)
        if not self._epmd.alive:
            self._start_epmd()
        self._write_settings()
        super().start()
        self.wait_until(lambda: _greets(self.port), timeout=90, pause=0.1)

    def stop(self, timeout: float = 30) -> None:
        """Stop it, then its port mapper."""
        super().stop(timeout)
        self._epmd.stop()

    def restart(self) -> None:
        """Stop it if it runs, and start it on the same data."""
        self.stop()
        self.start()

    def ctl(self, *arguments: str) -> str:
        """Run `rabbitmqctl` on it and return what it printed; raise if it failed."""
        program = str(Path(rabbitmq_program()).with_name("rabbitmqctl"))
        return _run((program, "--quiet", *arguments), self._environment())

    def _start_epmd(self) -> None:
        self._epmd_port, self._node_port = free_ports(2)
        program = shutil.which("epmd")
        if program is None:
            raise Unavailable("Erlang's epmd is missing from PATH: install Erlang completely.")
        self._epmd.command = (program, "-address", "127.0.0.1", "-port", str(self._epmd_port))
        self._epmd.start()
        self._epmd.wait_until(lambda: taken(self._epmd_port), timeout=10)

    def _write_settings(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        lines = [
            f"listeners.tcp.local = 127.0.0.1:{self.port}",
            "vm_memory_high_watermark.absolute = 2GB",
            "log.file.level = warning",
        ]
        if self.metrics_port:
            lines += [
                "prometheus.tcp.ip = 127.0.0.1",
                f"prometheus.tcp.port = {self.metrics_port}",
            ]
        (self.folder / "rabbitmq.conf").write_text("\n".join([*lines, ""]))
        plugins = "rabbitmq_prometheus" if self.metrics_port else ""
        (self.folder / "enabled_plugins").write_text(f"[{plugins}].\n")
        self.env = self._environment()

    def _environment(self) -> dict[str, str]:
        folder = self.folder.resolve()
        return {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(folder),
            # The script then replaces itself by the broker instead of watching over it.
            "RUNNING_UNDER_SYSTEMD": "true",
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "ERL_EPMD_PORT": str(self._epmd_port),
            "RABBITMQ_NODENAME": "whistle@localhost",
            "RABBITMQ_DIST_PORT": str(self._node_port),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": _LOOPBACK_ONLY,
            "RABBITMQ_CTL_ERL_ARGS": _LOOPBACK_ONLY,
            "RABBITMQ_CONF_ENV_FILE": str(folder / "none"),
            "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
            "RABBITMQ_CONFIG_FILES": str(folder / "none"),
            "RABBITMQ_ADVANCED_CONFIG_FILE": str(folder / "none.config"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "enabled_plugins"),
            "RABBITMQ_GENERATED_CONFIG_DIR": str(folder / "generated"),
            "RABBITMQ_SCHEMA_DIR": str(folder / "schema"),
            "RABBITMQ_LOG_BASE": str(folder / "log"),
            "RABBITMQ_MNESIA_BASE": str(folder / "data"),
            "RABBITMQ_PID_FILE": str(folder / "rabbitmq.pid"),
        }


def _greets(port: int) -> bool:
    """Whether a broker answers; it listens only once it has recovered its queues."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(_GREETING)
            return connection.recv(1) == _METHOD_FRAME
    except OSError:
        return False


def _run(command: Sequence[str], env: dict[str, str]) -> str:
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stdout}{done.stderr}")
    return done.stdout
