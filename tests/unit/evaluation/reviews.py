"""Reviews that somebody asks for, and those that passed."""

from contracts.commands.review import DecideReview, Exclude, Exempt
from services.evaluation.core.review import evolve
from services.evaluation.core.reviewing import Whole, decide, exclude, exempt
from tests.unit.evaluation import builders as b

EXCLUDE = Exclude(cause="legal_procedure", note="The court has it", photos=("file-1",))
EXEMPT = Exempt(note="The road was closed by the police")
YES, NO = DecideReview(agree=True, reason="So it is"), DecideReview(agree=False, reason="It is not")


def asked_of(handled="water"):
    """A call-back that was answered: not solved."""
    callback = b.asking(b.heard(None, b.task_completed(department=handled)))
    said = b.decide(b.answer(solved=False), callback, b.EVALUATOR)
    return b.heard(callback, *said)


def late():
    """An assessment of a call that was overdue."""
    return b.due(records=(b.record(overdue=("arrive",)),))


def ask_out(actor=b.HEAD, now=b.NOON, review=None, facts=None, command=EXCLUDE):
    facts = facts or Whole(callback=asked_of(), target="cb-case-1")
    return list(exclude(command, review, actor, b.CITY, now, facts))


def ask_late(actor=b.HEAD, now=b.NOON, review=None, one=None):
    facts = Whole(assessment=one or late(), target="as-wh-1-1")
    return list(exempt(EXEMPT, review, actor, b.CITY, now, facts))


def after(*events):
    return b.judged_by(evolve, None, *events)


def passed():
    review = after(*ask_out())
    return b.judged_by(evolve, review, *decide(YES, review, b.EVALUATOR, b.CITY, b.NOON))
