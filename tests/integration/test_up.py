import os
import signal
import subprocess
import sys
import time

import pytest

from deploy.local.plan import MODULES, ROOT
from deploy.local.ports import free_ports, taken
from tests.integration.test_system import DYING, STAND_IN

PEOPLE = "id,name,role,at\nwang,王芳,commander,s1\nli,李强,liaison,d1\nzhao,赵敏,liaison,d2\n"


@pytest.fixture
def place(tmp_path):
    """A folder that stands in for the repository: five small processes and a city of three."""
    for module in MODULES.values():
        package = tmp_path / module.replace(".", "/")
        package.mkdir(parents=True)
        (package / "__init__.py").touch()
        (package.parent / "__init__.py").touch()
        (package / "__main__.py").write_text(STAND_IN)
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def port():
    """The first of five free ports in a row."""
    while True:
        (first,) = free_ports(1)
        if first < 60000 and not any(taken(first + offset) for offset in range(5)):
            return first


@pytest.fixture
def make(place, port):
    """`make up` and `make down` there, without `make`; whatever runs is stopped at the end."""

    def run(what, *options):
        return subprocess.run(
            command(what, *options),
            cwd=place, env=environment(place), capture_output=True, text=True, timeout=60,
        )  # fmt: skip

    def command(what, *options):
        start = ("--port", str(port)) if what == "up" else ()
        program = (sys.executable, "-m", f"deploy.local.{what}")
        return (*program, "--folder", ".local", *start, *options)

    run.command = command
    yield run
    run("down")


def environment(place):
    given = {"WHISTLE_AMQP_URL": "amqp://elsewhere/", "WHISTLE_MONGO_URL": "mongodb://elsewhere/"}
    return os.environ | given | {"PYTHONPATH": str(ROOT), "WHISTLE_CITY": str(place)}


def test_it_says_where_it_is_and_whom_to_be(make, port):
    started = make("up", "--detach")

    assert started.returncode == 0, started.stderr
    assert f"http://127.0.0.1:{port}" in started.stdout
    assert "wang" in started.stdout
    assert "li " in started.stdout
    assert "zhao" not in started.stdout


def test_started_twice_it_says_where_it_runs(make, port):
    make("up", "--detach")

    for again in (make("up"), make("up", "--detach")):
        assert again.returncode == 0
        assert f"runs already: http://127.0.0.1:{port}" in again.stdout


def test_down_leaves_nothing(make, port, place):
    make("up", "--detach")

    stopped = make("down")

    assert "Whistle is stopped" in stopped.stdout
    assert not any(taken(port + offset) for offset in range(5))
    assert not (place / ".local/run.json").exists()


def test_down_without_up_is_no_error(make):
    stopped = make("down")

    assert (stopped.returncode, stopped.stdout) == (0, "Whistle is not running.\n")


def test_a_taken_port_is_one_sentence_and_exit_2(make, port):
    with subprocess.Popen((sys.executable, "-m", "http.server", str(port + 2))) as squatter:
        while not taken(port + 2):
            time.sleep(0.02)

        started = make("up")
        squatter.terminate()

    assert started.returncode == 2
    assert started.stderr.startswith(f"Port {port + 2}, wanted for dispatch, is in use")
    assert started.stderr.count("\n") == 1


def test_a_process_that_dies_at_the_start_is_exit_1_with_its_words(make, place):
    (place / "services/response/__main__.py").write_text(DYING[-1])

    started = make("up", "--detach")

    assert started.returncode == 1
    assert "response ended (exit 1)" in started.stdout
    assert "no people" in started.stdout


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_nothing_outlives_it_however_it_ends(make, place, port, number):
    command, env = make.command("up"), environment(place)
    with subprocess.Popen(command, cwd=place, env=env, stdout=subprocess.PIPE, text=True) as system:
        try:
            assert any("stops it" in line for line in iter(system.stdout.readline, ""))

            system.send_signal(number)
            code = system.wait(20)
        finally:
            system.kill()

    until = time.monotonic() + 5
    while any(taken(port + offset) for offset in range(5)) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(taken(port + offset) for offset in range(5))
    assert code == (0 if number != signal.SIGKILL else -signal.SIGKILL)
