"""A month in which everything happened, and its figures opened."""

from dataclasses import replace
from datetime import timedelta

from contracts.actor import Actor, Post, Role
from contracts.channels import Channel, Kin
from contracts.city import Organisation
from contracts.commands.month import RateDepartment
from contracts.events import case as e
from contracts.events import whistle as wh
from services.evaluation.core.opening_boards import board_figures
from services.evaluation.core.opening_cases import case_figures
from services.evaluation.handlers import Openings
from services.evaluation.handlers.opening import Asking, Page
from tests.unit.evaluation import builders as b
from tests.unit.evaluation import said
from tests.unit.evaluation.town import Town

PERIOD = "2026-11"
FIRM = Organisation(
    id="firm", kind="property", name="Firm", calendar="region", round_the_clock=False
)
CITY = replace(b.CITY, organisations={**b.CITY.organisations, "firm": FIRM})
UNITS = {"streets": "s1", "departments": "water", "properties": "firm"}
FIGURES = [
    (subject, name)
    for subject in UNITS
    for name in {**board_figures(subject, CITY), **case_figures(subject)}
]
SCORES = [("streets", "score"), ("departments", "score"), *((s, "composite") for s in UNITS)]
AUDITOR = Actor(id="auditor", posts=(Post(role=Role.AUDITOR, at="d"),))


def cases():
    """What is said of some cases: each is counted otherwise."""
    hotline = {"channel": Kin.HOTLINE, "through": Channel.HOTLINE}
    yield "case-1", said.reported(), said.transferred(), said.solved(), e.CaseClosed()
    yield "case-2", said.reported(**hotline), said.answered(), e.CaseClosed()
    yield (
        "case-3",
        said.reported(),
        said.transferred(),
        e.CaseOverdue(owner=said.OWNER, was_due_at=b.NOON),
    )
    yield "case-4", said.reported(), e.CaseWithdrawn(reason="Mine")
    reopened = e.CaseReopened(reason="Not so", count=1, **said.OWNED)
    yield "case-5", said.reported(), said.solved(), reopened
    yield "case-6", said.reported(category="hidden"), said.entrusted(), said.solved()
    yield "case-7", said.reported(), said.entrusted(), said.returned(task="case-1-t1")


async def lived():
    """A month with something of everything."""
    town = Town(CITY)
    for id, *words in cases():
        await town.hears(said.Speaker(id, source="intake"), *words)
    for n, answer in enumerate((b.answer(), b.answer(solved=False), b.NO_ANSWER), 1):
        done = b.task_completed(case_id=f"case-{n}", department="firm" if n == 2 else "water")
        await town.hears(said.Speaker(f"case-{n}-t1", source="response"), done)
        again = said.Speaker(f"case-{n}", source="intake")
        again.seq = 50
        await town.hears(again, b.case_confirmed(number=f"C-{n}"))
        for tried in range(1 if answer.reached else 3):
            town.now = b.NOON + timedelta(hours=tried)
            await town.act(answer, f"cb-case-{n}", b.EVALUATOR)
    town.now = b.NOON
    await town.whistle(1)
    await town.act(b.judge_street(task_id="wh-1-1"), "as-wh-1-1", b.HEAD)
    await town.whistle(2)
    back = said.Speaker("wh-3")
    gone = wh.WhistleWithdrawn(reason="Wrong")
    await town.hears(back, said.raised(cases=()), said.summoned(1, "water", "wh-3"), gone)
    closed = said.Speaker("wh-1")
    closed.seq = 50
    await town.hears(closed, said.supervised(), wh.WhistleClosed())
    rating = RateDepartment(street="s1", department="water", score=80.0, comment="Good")
    await town.act(rating, f"rt-{PERIOD}-s1-water", b.COMMANDER, PERIOD)
    return town


def openings(town):
    return Openings(town.keeping.boards, town.counting, town.stores, town.city)


async def opened(town, subject, name, by=AUDITOR, limit=50, period=PERIOD):
    """A figure with all its pages."""
    asking, after, items = Asking(period, subject, UNITS[subject]), "", []
    while True:
        found = await openings(town).open(asking, name, Page(after, limit), by)
        items += found.items
        if found.next is None:
            return found, items
        after = found.next
