"""The month: closed by one, published by another, rated, and what is asked about it afterwards."""

import itertools
from datetime import timedelta

from contracts.events.evaluation import AssessmentAppealed
from contracts.events.month import StreetFlagged
from contracts.events.review import ReviewAsked
from loadtests.cast import Scene
from tests.year.district import District
from tests.year.story import Dice, Story, may

EVALUATOR, DISTRICT, COMMANDER = "evaluator", "supervisor-district", "commander-gangwan"
DAY = timedelta(days=1)


async def months(d: District, dice: Dice, scene: Scene) -> Story:
    """On the second the month before is closed, later published; streets behind are taken up."""
    seen, late = 0, itertools.cycle((DAY, DAY, 6 * DAY))
    while True:
        yield DAY
        local = d.clock.now + timedelta(hours=8)
        if local.day != 2:
            continue
        month = f"{local - timedelta(days=2):%Y-%m}"
        department = dice.choice(scene.departments)
        rated = {"street": "gangwan", "department": department, "score": 92, "comment": "配合好"}
        await may(d, COMMANDER, f"/boards/{month}/ratings", rated)
        await may(d, EVALUATOR, f"/boards/{month}/close", {})
        yield next(late)
        await may(d, DISTRICT, f"/boards/{month}/publish", {})
        yield next(late)
        said = d.said_by("evaluation")
        flagged = [one.subject for one in said[seen:] if isinstance(one.data, StreetFlagged)]
        seen = len(said)
        for street in flagged:
            plan = {"sponsor": "区委副书记", "plan": "每周调度"}
            await may(d, DISTRICT, f"/lagging-streets/{street}/sponsor", plan)
        yield 10 * DAY
        for street in flagged:
            await may(d, DISTRICT, f"/lagging-streets/{street}/clear", {"reason": "已办结"})
        await d.upkeep()


async def reviewed(d: District, dice: Dice, _: Scene) -> Story:
    """Each day whoever must gives a word on what was asked: first the evaluator, then the
    district, at times too late; the other ruler rules on appeals."""
    seen, agree = 0, itertools.cycle((True, True, True, False))
    while True:
        yield DAY if dice.random() < 0.8 else 8 * DAY
        said = d.said_by("evaluation")
        fresh, seen = said[seen:], len(said)
        for one in fresh:
            if isinstance(one.data, AssessmentAppealed):
                await _ruled(d, one.subject)
        asked = [one.subject for one in fresh if isinstance(one.data, ReviewAsked)]
        for who in (EVALUATOR, DISTRICT):
            for review in asked:
                word = {"agree": next(agree), "reason": "经核实"}
                await may(d, who, f"/reviews/{review}/decide", word)


async def _ruled(d: District, assessment: str) -> None:
    ruled = {"outcome": "changed", "total": 90, "reason": "确有客观原因"}
    await may(d, DISTRICT, f"/assessments/{assessment}/rule", ruled)
