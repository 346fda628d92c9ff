"""A file of mediation at each of its steps, and what is asked of it."""

import pytest

from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from services.response import core
from services.response.core.order import names, open_steps
from tests.unit.response.builders import NOON, told
from tests.unit.response.files import (
    ACCEPT,
    ASSIGN,
    HEAD,
    MEDIATOR,
    PARTY,
    TOWN,
    TRY,
    YES,
    YES_TOO,
    given,
)


def decide(command, task, actor, now=NOON, city=TOWN):
    return list(core.DECISIONS[type(command)](command, task, actor, city, now))


def after(task, *acts, city=TOWN):
    """The file after these (command, actor) pairs."""
    for command, actor in acts:
        task = told(task, *decide(command, task, actor, city=city))
    return task


def open_names(task):
    return names(open_steps(task))


ACCEPTED = after(given(), (ACCEPT, HEAD))
ASSIGNED = after(ACCEPTED, (ASSIGN, HEAD), (YES, HEAD), (YES_TOO, PARTY))
TRIED = after(ASSIGNED, (TRY, MEDIATOR))


def refusal(command, task, actor):
    with pytest.raises((NotNow, NotSo, NotYours, NotThere)) as refused:
        decide(command, task, actor)
    return refused.value
