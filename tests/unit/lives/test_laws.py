"""Each law of the walks is broken once, and found."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from contracts.commands.questionnaire import CloseQuestionnaire
from contracts.refusals import NotNow, NotYours
from tests.unit.lives.intake_lives import QUESTIONNAIRE
from tests.unit.lives.laws import LAWS, folds_to_the_same, somebody_may_act
from tests.unit.lives.life import drawn, walked

LIFE = QUESTIONNAIRE


def judged(life):
    """Walk through a life as the test of all lives does."""
    dice = Random(1)
    for start in range(40):
        moments = [*walked(life, start, drawn(dice, 30))]
        for moment in moments:
            for law in LAWS:
                law(moment)
            somebody_may_act(moment)
        folds_to_the_same(moments)


def test_a_life_that_is_in_order_keeps_every_law():
    judged(LIFE)


def _standing(**changes):
    """Another standing than there is, while it is open."""

    def standing(one):
        [whole] = LIFE.standing(one).values()
        return {"": whole if whole.ended else replace(whole, **changes)}

    return replace(LIFE, standing=standing)


def _stays_due(one):
    [whole] = LIFE.standing(one).values()
    return {"": replace(whole, due_at=whole.due_at or LIFE.since)}


def _jumps(one):
    """Everything is closed at once, whatever the table says."""
    [whole] = LIFE.standing(one).values()
    return {"": replace(whole, stage=type(whole.stage)("open"), due_at=LIFE.since)}


def _forgets(state, event):
    """What is heard a second time is folded otherwise."""
    after = LIFE.shape.evolve(state, event)
    _forgets.times += 1
    return after.model_copy(update={"number": str(_forgets.times)})


_forgets.times = 0


def _sets_aside(what, one, by, now):
    """Refused, and yet something of it is there."""
    if one is not None and isinstance(what.command, CloseQuestionnaire):
        object.__setattr__(one, "number", "changed")
        raise NotNow("illegal_move", state=one.stage, allowed=())
    return LIFE.decide(what, one, by, now)


def _not_theirs(*_):
    raise NotYours("not_your_area")


def _never_due(one):
    del one


BROKEN = {
    "no deadline": _standing(due_at=None),
    "an owner there is not": _standing(seat="nowhere"),
    "over, and still due": replace(LIFE, standing=_stays_due),
    "a stage it never came to": replace(LIFE, standing=_jumps),
    "a clock that says nothing": replace(LIFE, tick=lambda *_: ()),
    "a clock that is late for ever": replace(
        LIFE, shape=replace(LIFE.shape, due=lambda _: LIFE.since - timedelta(days=1))
    ),
    "a clock nobody looks at": replace(LIFE, shape=replace(LIFE.shape, due=_never_due)),
    "told otherwise": replace(LIFE, shape=replace(LIFE.shape, evolve=_forgets)),
    "refused by half": replace(LIFE, decide=_sets_aside),
    "nobody may do anything": replace(LIFE, decide=_not_theirs),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_what_is_broken_is_found(broken):
    with pytest.raises(AssertionError):
        judged(BROKEN[broken])
