"""An objection to a transfer, and the words that may be given on it."""

from datetime import timedelta

from contracts.commands.case_work import RuleTransfer
from contracts.words import Level, Owner
from services.intake import core
from tests.unit.intake.builders import (
    COMMANDER,
    NOON,
    OFFICER,
    TRANSFER,
    act,
    case,
    city,
    decide,
    done,
    sort,
)
from tests.unit.intake.said import objected

HOUR = timedelta(hours=1)
TOWN = city(**{"order.objection.ruling": "3 h", "order.dispute.designate": "5 h"})
"""The case itself has ten hours with the department."""
FIRST = "case-1-t1-r1"
HANDED = act(act(case(), sort()), TRANSFER, OFFICER)
WATER = Owner(level=Level.DEPARTMENT, at="water")
GAS = Owner(level=Level.DEPARTMENT, at="gasco")
COMMUNITY = Owner(level=Level.COMMUNITY, at="c1")
REJECT = RuleTransfer(ruling_id=FIRST, upheld=False, reason="The list says water")
UPHOLD = RuleTransfer(ruling_id=FIRST, upheld=True, reason="It is a gas pipe")
DESIGNATE = UPHOLD.model_copy(update={"designated": "gasco"})
REFER = UPHOLD.model_copy(update={"refer": True})


def objecting(before=HANDED, message=None, now=NOON):
    return done(before, core.on_objected(message or objected(), before, TOWN, now))


def word(command, before=None, by=COMMANDER, now=NOON):
    return decide(command, before or objecting(), by, now, TOWN)
