"""How warnings and passbooks live."""

from contracts.commands.earning import RateMember, VoidRecord
from services.evaluation.core import risk
from services.evaluation.core.earning import on_missed, on_registered, on_served
from services.evaluation.core.member_year import judges, rate_member, turned
from services.evaluation.core.passbook import Passbook
from services.evaluation.core.voiding import void
from services.evaluation.store import RISKS
from services.evaluation.store.lasting import PASSBOOKS
from tests.unit.evaluation import builders as b
from tests.unit.evaluation import passbooks as earned
from tests.unit.evaluation import test_risks as warned
from tests.unit.lives.life import Ask, Life, Standing

MISSED = warned.MISSED


def _gone_by(one, now):
    """Its visit's day is over: intake's clock strikes, and evaluation hears it."""
    missed = MISSED.model_copy(update={"was_due_at": one.due_at})
    return [missed, *risk.visited(one, missed)]


RISK = Life(
    name="risk",
    shape=RISKS,
    city=warned.CITY,
    since=b.NOON,
    starts=[warned.warned()],
    standing=lambda one: {
        "": Standing(risk.RISK_LIFE, one.stage, one.owner.at if one.owner else None, one.due_at)
    },
    words=[lambda one, _, event=event: [event, *risk.visited(one, event)] for event in warned.TOLD],
    tick=_gone_by,
)

ON_PASSBOOKS = {VoidRecord: void, RateMember: rate_member}


def _posted(on, event):
    """Something was earned, or lost: posted when it is heard."""
    return lambda book, now: on(event, book or Passbook(), earned.TOWN, now)


POSTINGS = [
    _posted(on_registered, earned.registered()),
    *(_posted(on_served, earned.served(n)) for n in (1, 2, 3)),
    *(_posted(on_missed, earned.missed(n)) for n in (4, 5)),
]

PASSBOOK = Life(
    name="passbook",
    shape=PASSBOOKS,
    city=earned.TOWN,
    since=b.NOON,
    starts=[],
    standing=lambda book: {
        "": Standing(None, book.stage, judges(book).at, book.due_at),
    },
    asks=lambda *_: [
        Ask(RateMember(stars=3)),
        Ask(RateMember(stars=5, reason="Always there")),
        *(Ask(VoidRecord(offer_id=f"of-{n}", reason="Nobody was there")) for n in (1, 2)),
    ],
    decide=lambda what, one, by, now: list(
        ON_PASSBOOKS[type(what.command)](what.command, one, by, earned.TOWN, now)
    ),
    commands=frozenset(ON_PASSBOOKS),
    people=lambda _: (earned.SECRETARY, earned.STRANGER, b.DISTRICT),
    words=POSTINGS,
    tick=lambda book, now: turned(book, earned.TOWN, now),
    rests={"open": "nothing was earned since its last year was rated"},
)
for book in (POSTINGS[0](None, b.NOON), POSTINGS[1](None, b.NOON)):
    PASSBOOK.starts.append(PASSBOOK.folded(None, book))

LIVES = (RISK, PASSBOOK)
