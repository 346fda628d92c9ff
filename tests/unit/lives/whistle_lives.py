"""How whistles and their calls live, and notices to groups."""

from functools import partial
from itertools import product

from contracts.commands import coordination as talk
from contracts.commands import notice as tell
from contracts.commands import relief as plea
from contracts.commands import whistle as blow
from contracts.lifecycle import WHISTLE_LIFE, WhistleStage
from contracts.notice_life import NOTICE_LIFE
from contracts.noticing import Counts
from services.dispatch import core
from services.dispatch.core import notice as notices
from services.dispatch.core import noticing
from services.dispatch.core.call_life import CALL_LIFE
from services.dispatch.store.notices import NOTICES
from services.dispatch.store.whistles import WHISTLES
from tests.unit.dispatch import bazaar, groups, town
from tests.unit.dispatch import builders as b
from tests.unit.lives.life import Ask, Life, Standing
from tests.unit.response.town import DEMO

SAID = {"reason": "Because"}
NOON, HOUR = town.NOON, bazaar.HOUR
RESTING = DEMO.calendars["region"]

# --- whistles -------------------------------------------------------------------------------------

CITY = town.city(RESTING)
"""The small city, which rests on holidays."""

REJECT = blow.DecideRuling(upheld=False, reason="Yours")
AT_WHISTLES = (*b.COMMANDS, REJECT, b.DENY)
NAMED = (
    (blow.DecideRuling, [f"wh-1-{n}-r{m}" for n in (1, 2, 3) for m in (1, 2, 3)]),
    (talk.AnswerSupervision, [f"wh-1-{n}-s{m}" for n in (1, 2) for m in (1, 2)]),
    (plea.DecideRelief, [f"wh-1-{n}-x{m}" for n in (1, 2) for m in (1, 2)]),
)


def _of_whistle(*_):
    """Every command, and of those that name something, each that may be meant."""
    named = dict(NAMED)
    return [
        Ask(command, name) for command in AT_WHISTLES for name in named.get(type(command), [None])
    ]


def _blown(what, whistle, by, now):
    facts = {"facts": what.facts} if what.facts else {}
    return b.decide(what.command, whistle, by, now, CITY, **facts)


def _department_says(word, n, whistle, now):
    """What a department says of its call, or its judge; and what dispatch says to that."""
    said = b.WORDS[word](whistle.call(f"wh-1-{n}").department)
    prefix = "as-" if word == "judge" else ""
    heard = b.heard(said, f"{prefix}wh-1-{n}", now)
    first = core.told(heard).data
    after = core.evolve(whistle, first)
    return [first, *b.HEARS.get(word, core.on_told)(heard, after, CITY, now)]


def _of_a_whistle(one):
    calls = {call.task_id: Standing(CALL_LIFE, call.stage, part=True) for call in one.calls}
    seat = one.owner.at if one.owner else None
    return {"": Standing(WHISTLE_LIFE, one.stage, seat, one.due_at), **calls}


THREE = b.whistle("water", "roads", "c1")
WHISTLE = Life(
    name="whistle",
    shape=WHISTLES,
    city=CITY,
    since=NOON,
    starts=[*b.at_every_stage().values(), THREE, b.draft(town.COMMANDER), b.finished(THREE)],
    standing=_of_a_whistle,
    asks=_of_whistle,
    decide=_blown,
    commands=frozenset(core.DECISIONS) - {blow.Raise},
    people=lambda _: town.EVERYBODY,
    words=[partial(_department_says, word, n) for word, n in product(sorted(b.WORDS), (1, 2, 3))],
    tick=lambda one, now: core.tick(one, CITY, now),
    elsewhere={
        WhistleStage.CONFIRMED: "the street judges its responders, in their assessments",
    },
)

# --- notices to groups ----------------------------------------------------------------------------


def _sent(**changes):
    said = groups.decided(groups.sending(**changes))
    return NOTICE.folded(None, said)


NOTICE = Life(
    name="notice",
    shape=NOTICES,
    city=groups.CITY,
    since=NOON,
    starts=[],
    standing=lambda one: {"": Standing(NOTICE_LIFE, one.stage, one.owner.at, one.due_at)},
    asks=lambda *_: [Ask(tell.WithdrawNotice(reason="No"))],
    decide=lambda what, one, by, now: groups.decided(what.command, one, by, now),
    commands=frozenset(noticing.DECISIONS) - {tell.SendNotice},
    people=lambda _: town.EVERYBODY,
    tick=lambda one, now: notices.tick(one, Counts(), now),
)
NOTICE.starts.extend([_sent(), _sent(send_at=NOON + 9 * HOUR)])

LIVES = (WHISTLE, NOTICE)
