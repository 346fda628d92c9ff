"""Logs say what happened and where, never what a person wrote."""

import json
import subprocess
import sys

from contracts.refusals import NotNow
from services.chassis import logs
from tests.promises.clay import said


def caught(error: Exception) -> dict:
    try:
        raise error
    except Exception as raised:
        return logs.fault(raised)


def test_the_words_of_an_exception_are_only_told_when_machines_speak():
    assert "words" not in caught(ValueError("13800138000"))
    assert "words" not in caught(RuntimeError("13800138000"))
    assert caught(ConnectionError("refused"))["words"] == "refused"
    assert caught(NotNow("not_now", text="13800138000"))["code"] == "not_now"
    assert "13800138000" not in str(caught(NotNow("not_now", text="13800138000")))


def test_a_fault_names_its_place():
    assert caught(ValueError("x"))["at"][-1].startswith("test_logs.py:")


def test_what_is_said_of_an_event_is_its_place_in_history_and_its_trace():
    traced = said(2).model_copy(update={"traceparent": f"00-{'a' * 32}-{'b' * 16}-01"})

    line = logs.about(traced)

    assert line == {
        "event_id": "shop:order-1:2",
        "type": "shop.ordered",
        "seq": 2,
        "stream": "shop:order-1",
        "trace": "a" * 32,
    }


def test_ours_and_the_libraries_lines_are_json_with_the_services_name():
    script = (
        "import logging, structlog\n"
        "from services.chassis import logs\n"
        "logs.start('pottery')\n"
        "structlog.get_logger().info('ours', pot='p')\n"
        "try: raise ValueError('secret')\n"
        "except ValueError: logging.getLogger('theirs').exception('oops')\n"
    )

    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    ours, theirs = [json.loads(line) for line in run.stderr.splitlines()]
    assert (ours["event"], ours["pot"], ours["service"]) == ("ours", "p", "pottery")
    assert (theirs["event"], theirs["error"], theirs["service"]) == (
        "oops",
        "ValueError",
        "pottery",
    )
    assert "secret" not in run.stderr
