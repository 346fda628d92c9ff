"""A new calendar moves the words and answers a whistle waits for, each on record."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts.calendar import Span
from contracts.envelope import Envelope
from contracts.events.coordination import MessageSaid
from contracts.lifecycle import WhistleStage
from contracts.words import Level
from services.dispatch import core
from services.dispatch.core.agreed import Asked
from services.dispatch.core.call import Relief, Ruling, Supervision, Suspension
from tests.unit.dispatch.builders import done, draft
from tests.unit.dispatch.test_recompute import AFTER, BEFORE, FRIDAY, raised

TASK = "wh-1-1"
NAMES = (
    *("supervision.answer", "thread.answer", "extension.ruling", "objection.ruling"),
    *("whistle.approve", "whistle.approve_emergency", "whistle.endorse", "suspension.recheck"),
    *("case.endorse", "whistle.revise"),
)
SPAN = Span.parse("1 wd")
DAY = timedelta(days=1)


def spanned(town):
    """The same town, where every word has one working day."""
    spans = {**town.rules.spans, **dict.fromkeys(NAMES, SPAN)}
    return replace(town, rules=town.rules.model_copy(update={"spans": spans}))


OLD, NEW = spanned(BEFORE), spanned(AFTER)
AT, LATER = (town.due("s1", FRIDAY, SPAN).at for town in (OLD, NEW))
"""Monday at ten, by the old days; that Monday became a holiday."""


def said(*events, n=1):
    """Envelopes: the first is what named every limit here."""
    word = MessageSaid(message_id="m", side="street", text="x", said_at=FRIDAY, answer_by=AT)
    told = {"source": "dispatch", "subject": "wh-1", "by": "x", "time": FRIDAY}
    return [
        Envelope(id=f"e{n}", seq=n, type=event.type, data=event, **told)
        for n, event in enumerate((word, *events), n)
    ]


def waiting(**changes):
    """A whistle that waits for everybody's word."""
    whistle = raised()
    call = whistle.call(TASK)
    given = {
        "rulings": (Ruling(id="r", about="objection", level=Level.STREET, at="s1", due_at=AT),),
        "reliefs": (
            Relief(
                id="x", wish="extension", asker="a", reason="r", level=Level.STREET, at="s1",
                due_at=AT,
            ),
        ),
        "supervising": (Supervision(id="s", answer_by=AT),),
        "suspension": Suspension(since=FRIDAY, until=FRIDAY + 90 * DAY, look_at=AT),
    }  # fmt: skip
    call = call.model_copy(update=given | changes)
    asked = (Asked(id="m", said_at=FRIDAY, answer_by=AT, owed=("water",)),)
    own = {"asked": asked, "ratify_by": AT, "join_by": AT, "calls": (call,)}
    return whistle.model_copy(update=own)


def ends(whistle):
    """Every word's and answer's time."""
    [call] = whistle.calls
    return {
        "ruling": call.rulings[0].due_at,
        "relief": call.reliefs[0].due_at,
        "supervision": call.supervising[0].answer_by,
        "pause": call.suspension.look_at,
        "answer": whistle.asked[0].answer_by,
        "ratify": whistle.ratify_by,
        "join": whistle.join_by,
    }


@pytest.mark.mechanism(73)
def test_every_word_and_answer_is_due_later():
    whistle = waiting()
    before = ends(whistle)

    told = list(core.recompute(whistle, said(), NEW, [OLD]))

    after = done(whistle, told)
    assert set(before.values()) == {AT}
    assert ends(after) == dict.fromkeys(before, LATER)
    assert LATER == AT + DAY
    assert {"ruling.recomputed", "relief.recomputed", "supervision.recomputed"} <= {
        one.type for one in told
    }


@pytest.mark.mechanism(73)
def test_changed_back_they_are_due_when_they_were():
    whistle = waiting()
    there = list(core.recompute(whistle, said(), NEW, [OLD]))

    back = list(core.recompute(done(whistle, there), said(*there), OLD, [NEW]))

    again = done(done(whistle, there), back)
    assert set(ends(again).values()) == {AT}


def test_what_was_answered_or_is_late_for_somebody_stands():
    late = Asked(id="m", said_at=FRIDAY, answer_by=AT, owed=("water",), late=("water",))
    answered = (Supervision(id="s", answer_by=AT, answered=True),)
    whistle = waiting(supervising=answered).model_copy(update={"asked": (late,)})

    after = done(whistle, list(core.recompute(whistle, said(), NEW, [OLD])))

    assert (ends(after)["answer"], ends(after)["supervision"]) == (AT, AT)


@pytest.mark.mechanism(73)
@pytest.mark.parametrize("stage", [WhistleStage.DRAFT, WhistleStage.RETURNED])
def test_a_draft_is_approved_or_written_anew_by_the_new_days(stage):
    asked = {"stage": stage, "due_at": AT, "calendar": OLD.calendar_version}
    whistle = draft().model_copy(update=asked)

    after = done(whistle, list(core.recompute(whistle, said(), NEW, [OLD])))

    assert (after.stage, after.due_at) == (stage, LATER)
