"""A process carries nothing that only terminals need."""

import subprocess
import sys

import pytest

from services.chassis.lean import LEFT_OUT

PROCESSES = {
    "gateway": "gateway.app",
    **{name: f"services.{name}.app" for name in ("intake", "dispatch", "response", "evaluation")},
}
ASKED = """
import sys
from services.chassis.lean import LEFT_OUT, leave_out

leave_out()
import {app}

print([name for name in LEFT_OUT if sys.modules.get(name)])
"""


@pytest.mark.parametrize("name", PROCESSES)
def test_what_is_left_out_is_not_imported_and_nothing_misses_it(name):
    asked = [sys.executable, "-c", ASKED.format(app=PROCESSES[name])]

    told = subprocess.run(asked, capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "[]"


def test_it_would_be_imported_otherwise():
    asked = [sys.executable, "-c", "import sys, structlog; print(*sys.modules)"]

    told = subprocess.run(asked, capture_output=True, text=True, check=True)

    assert set(LEFT_OUT) <= set(told.stdout.split())
