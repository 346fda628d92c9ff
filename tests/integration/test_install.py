import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local.plan import ROOT

NOTHING_THERE = """
import pathlib, sys
import deploy.local.install as install
install._DEBIAN_SCRIPT = pathlib.Path("/nowhere")
install.sysconfig.get_path = lambda _: "/nowhere"
sys.exit(install.main())
"""


@pytest.fixture
def bare(tmp_path):
    """An environment with an empty PATH: no servers, and no apt-get to get them with."""
    return {"PATH": str(tmp_path), "PYTHONPATH": str(ROOT)}


def install(env):
    command = (sys.executable, "-c", NOTHING_THERE)
    return subprocess.run(command, env=env, capture_output=True, text=True)


def test_a_broker_that_cannot_be_had_is_one_sentence_and_exit_2(bare):
    done = install(bare)

    assert done.returncode == 2
    assert done.stderr.startswith("RabbitMQ is missing: ")
    assert done.stderr.count("\n") == 1


def test_a_database_that_does_not_start_here_is_one_sentence_and_exit_2(bare):
    for name, exit_code in (("rabbitmq-server", 0), ("mongod", 127)):
        program = Path(bare["PATH"]) / name
        program.write_text(f"#!/bin/sh\nexit {exit_code}\n")
        program.chmod(0o755)

    done = install(bare)

    assert done.returncode == 2
    assert done.stderr.startswith("MongoDB cannot run here: ")
    assert done.stderr.count("\n") == 1


def test_a_package_manager_is_asked_only_by_root_and_again_after_an_update(bare):
    asked = Path(bare["PATH"]) / "asked"
    program = Path(bare["PATH"]) / "apt-get"
    program.write_text(f'#!/bin/sh\necho "$1" >> {asked}\nexit 1\n')
    program.chmod(0o755)

    install(bare)

    assert asked.exists() == (os.geteuid() == 0)
    if asked.exists():
        assert asked.read_text().split() == ["install", "update", "install"]
