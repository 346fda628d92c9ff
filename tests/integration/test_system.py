import json
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from deploy.local.install import Unavailable
from deploy.local.plan import MODULES
from deploy.local.ports import free_ports, taken
from deploy.local.process import Failed
from deploy.local.readiness import answers
from deploy.local.servers import Servers
from deploy.local.system import System

STAND_IN = """
import http.server, os, sys
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(self.told())
    def told(self):
        names = sorted(name for name in os.environ if name.startswith("WHISTLE_"))
        return repr({name: os.environ[name] for name in names}).replace("'", '"').encode()
    def log_message(self, *_): pass
http.server.HTTPServer(("127.0.0.1", int(os.environ["WHISTLE_PORT"])), Ready).serve_forever()
"""
COMMANDS = {name: (sys.executable, "-c", STAND_IN) for name in MODULES}
DYING = (sys.executable, "-c", "raise SystemExit('the city pack has no people')")


@pytest.fixture
def standing(tmp_path):
    servers = Servers(tmp_path, amqp_url="amqp://elsewhere/", mongo_url="mongodb://elsewhere/")
    return {"folder": tmp_path, "use": servers, "commands": COMMANDS}


def wait_for(happened):
    until = time.monotonic() + 10
    while not happened() and time.monotonic() < until:
        time.sleep(0.02)
    assert happened()


def test_every_process_is_ready_after_the_start_and_gone_after_the_stop(standing):
    with System(**standing).running() as system:
        assert all(answers(f"http://127.0.0.1:{port}/ready") for port in system.ports.values())

    assert not any(taken(port) for port in system.ports.values())


def test_a_killed_process_is_started_again(standing):
    with System(**standing).running() as system:
        killed = system.processes["intake"].pid
        system.processes["intake"].kill()
        wait_for(lambda: system.processes["intake"].alive)
        system.wait_ready()

        assert system.processes["intake"].pid != killed


def test_unsupervised_a_killed_process_stays_dead(standing):
    with System(**standing, supervise=False).running() as system:
        system.processes["intake"].kill()
        time.sleep(1)

        assert not system.processes["intake"].alive


def test_a_process_stopped_on_purpose_stays_stopped(standing):
    with System(**standing).running() as system:
        system.processes["intake"].stop()
        time.sleep(1)

        assert not system.processes["intake"].alive


def test_a_process_that_dies_at_the_start_is_told_with_its_last_words(standing):
    system = System(**standing | {"commands": COMMANDS | {"dispatch": DYING}})

    with pytest.raises(Failed, match=r"dispatch ended.*\n.*no people"), system.running():
        pass

    assert not any(process.alive for process in system.processes.values())


def test_a_port_in_use_is_named_with_a_way_out(standing):
    with System(**standing).running() as first:
        second = System(**standing, ports=first.ports)

        port = first.ports["gateway"]
        with pytest.raises(Unavailable, match=f"Port {port}, wanted for gateway.*PORT="):
            second.start()


def test_every_process_is_told_where_it_and_the_others_are(standing):
    ports = dict(zip(MODULES, free_ports(5), strict=True))
    system = System(**standing, ports=ports, namespace="n1", env={"WHISTLE_LOG_LEVEL": "ERROR"})

    with system.running(), urlopen(system.base_url + "/ready") as answer:
        told = json.load(answer)

    assert told["WHISTLE_PORT"] == str(ports["gateway"])
    assert told["WHISTLE_INTAKE_URL"] == f"http://127.0.0.1:{ports['intake']}"
    assert told["WHISTLE_NAMESPACE"] == "n1"
    assert told["WHISTLE_LOG_LEVEL"] == "ERROR"
    assert told["WHISTLE_MONGO_URL"] == "mongodb://elsewhere/"


def test_secrets_are_made_once_and_only_their_owner_reads_them(standing):
    with System(**standing).running() as system:
        pass
    secrets = Path(system.folder / "secrets.json")
    first = secrets.read_text()

    with System(**standing).running():
        pass

    assert secrets.read_text() == first
    assert secrets.stat().st_mode & 0o777 == 0o600
