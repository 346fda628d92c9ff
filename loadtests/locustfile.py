"""`locust -f loadtests/locustfile.py`, or `make load`, which starts a system and judges the run."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from locust import events

from loadtests.calls import CALLS
from loadtests.news import NEWS
from loadtests.profiles import PROFILES
from loadtests.shapes import Profile
from loadtests.users import Commander, GridWorker, Liaison, Resident

__all__ = ["Commander", "GridWorker", "Liaison", "Profile", "Resident"]


@events.init_command_line_parser.add_listener
def _options(parser: ArgumentParser) -> None:
    parser.add_argument("--password", default="", help="of the demo accounts")
    parser.add_argument("--city", type=Path, default=Path("deploy/city/demo"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rhythm", choices=tuple(PROFILES), default="steady")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--calls-file", type=Path, default=Path("calls.json"))
    parser.add_argument("--answer-within", type=float, default=10)


@events.test_stop.add_listener
def _leave(environment: Any, **_: Any) -> None:
    asked = environment.parsed_options
    CALLS.write(asked.calls_file, asked.answer_within, NEWS.told())
