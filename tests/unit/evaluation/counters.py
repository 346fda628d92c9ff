"""Evaluation with its stores, and how it is asked."""

import pytest

from services.chassis.memory_store import MemoryStore
from services.chassis.store import Act
from services.evaluation.handlers import Boards, Evaluation
from services.evaluation.store import ASSESSMENTS, CALLBACKS, MemoryLedger
from tests.unit.evaluation.builders import (
    CASE,
    CITY,
    COMMANDER,
    NOON,
    confirmed,
    counter,
    envelope,
    record,
)

ID, ASKED = "as-wh-1-1", "cb-case-1"


@pytest.fixture
def evaluation():
    return Evaluation(MemoryStore(ASSESSMENTS), MemoryStore(CALLBACKS), CITY)


@pytest.fixture
def boards(evaluation):
    stores = (evaluation.assessments, evaluation.callbacks)
    return Boards(*stores, MemoryLedger(*stores), counter(*stores), CITY)


def act(key="k1", by=COMMANDER):
    return Act(by=by, at=NOON, key=key, fingerprint=key)


def of_case(event, seq=1, source="intake"):
    return envelope(event, seq, CASE, source)


BOTH = confirmed(records=(record(), record(task_id="wh-1-2", department="fire", lead=False)))
