"""What is seen of the tries to reach a reporter: each with its time, its way and its caller."""

from functools import reduce
from pathlib import Path

from contracts.actor import Actor, Post, Role
from contracts.city import read_city
from contracts.events import callback as e
from gateway.kinds.callbacks import CALLBACKS
from gateway.present.judging import callback_view
from gateway.present.reader import Reader
from gateway.scopes import Scope
from services.chassis.settings import read_folder
from tests.unit.gateway.builders import NOON, at, told

CITY = read_city(read_folder(Path("deploy/city/demo")))
EVALUATOR = Actor(id="asker", posts=(Post(role=Role.EVALUATOR, at="district-1"),))


def due(round=1):
    return e.CallbackDue(
        case_id="case-1",
        number="C1",
        reporter="resident",
        street="street-1",
        category="P0137",
        round=round,
        due_at=at(600),
    )


def tried(n):
    said = {"case_id": "case-1", "tries": n, "due_at": at(600 * n), "tried_at": at(60 * n)}
    return e.CallbackTried(**said, channel="phone", caller="asker")


def recorded(**said):
    return e.CallbackRecorded(case_id="case-1", recorded_at=at(180), **said)


def view(*events):
    said = [told(event, n, subject="cb-case-1") for n, event in enumerate(events, 1)]
    folded = reduce(CALLBACKS.told, said, None)
    return callback_view("cb-case-1", folded, Reader(Scope(EVALUATOR), CITY, NOON))


LAST = {"reached": False, "tries": 3, "channel": "sms", "caller": "asker"}


def test_every_try_is_seen_and_the_last_one_is_counted():
    shown = view(due(), tried(1), tried(2), recorded(**LAST))

    assert shown.tries == 3
    assert [(one.at, one.channel, one.caller) for one in shown.attempts] == [
        (at(60), "phone", "asker"),
        (at(120), "phone", "asker"),
        (at(180), "sms", "asker"),
    ]
    assert not any(one.reached for one in shown.attempts)


def test_what_the_reporter_says_afterwards_is_no_call():
    said = recorded(reached=True, contacted=True, solved=False, satisfaction="dissatisfied")

    shown = view(due(), tried(1), tried(2), recorded(**LAST), said)

    assert (shown.reached, shown.solved, shown.tries) == (True, False, 3)
    assert len(shown.attempts) == 3


def test_another_round_begins_without_the_tries_of_the_one_before():
    assert view(due(), tried(1), tried(2), recorded(**LAST), due(2)).attempts == ()
