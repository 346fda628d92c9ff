"""A tiny city, its people, and what others say to evaluation; valid by default."""

from datetime import UTC, datetime, timedelta

from contracts.actor import Actor, Post, Role
from contracts.calendar import Calendar
from contracts.city import City, Organisation, Territory
from contracts.city.duty_list import DutyList
from contracts.commands.evaluation import Appeal, Assess, CallBack, JudgeStreet, Rule
from contracts.envelope import Envelope
from contracts.events.case import CaseConfirmed
from contracts.events.case_work import CaseExpired
from contracts.events.task import TaskCompleted
from contracts.events.whistle import WhistleConfirmed
from contracts.summons import CallRecord, Clocks, Problem, ProblemEnd
from contracts.words import Kind, Level, Owner
from services.chassis.acts import Posted
from services.chassis.memory_store import MemoryStore
from services.evaluation import core
from services.evaluation.store import ACCOUNTS, RATINGS, RISKS, SHEETS, MemoryCounter
from tests.unit.evaluation.tiny_pack import HOLDERS, SCORING, category, rules

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
"""A Monday, 12:00 on the wall."""
WHISTLE, TASK, CASE = "wh-1", "wh-1-1", "case-1"


def someone(role, at, id="somebody"):
    return Actor(id=id, posts=(Post(role=role, at=at),))


COMMANDER = someone(Role.STREET_COMMANDER, "s1", "commander")
DEPUTY = someone(Role.STREET_COMMANDER, "s1", "deputy")
OTHER_STREET = someone(Role.STREET_COMMANDER, "s2")
DISTRICT = someone(Role.DISTRICT_SUPERVISOR, "d", "district")
HEAD = someone(Role.DEPARTMENT_HEAD, "water", "head")
LIAISON = someone(Role.DEPARTMENT_LIAISON, "water", "liaison")
OTHER_DEPARTMENT = someone(Role.DEPARTMENT_HEAD, "fire")
EVALUATOR = someone(Role.EVALUATOR, "d", "evaluator")
RESIDENT = someone(Role.RESIDENT, "d", "resident")
NOBODY = Actor(id="nobody")

FULL = dict.fromkeys(SCORING.weights, 1.0)


def city(**changes):
    organisations = [
        Organisation(id=id, kind="department", name=id, calendar="region", round_the_clock=False)
        for id in ("fire", "water")
    ]
    places = [
        Territory("d", Level.DISTRICT, "District", None, "1"),
        Territory("s1", Level.STREET, "First Street", "d", "11"),
        Territory("s2", Level.STREET, "Second Street", "d", "12"),
    ]
    categories = [category("P0101"), category("hidden", restricted=True)]
    return City(
        rules=rules(**changes),
        territories={place.id: place for place in places},
        outlines={},
        organisations={one.id: one for one in organisations},
        people={},
        posts=HOLDERS,
        categories={one.code: one for one in categories},
        duties=DutyList(rows={}, local={}),
        calendars={"region": Calendar()},
        procedures={},
        unpublished_years=None,
    )


CITY = city()


def record(**changes):
    clocks = Clocks(
        acknowledge_by=NOON - timedelta(hours=99),
        arrive_by=NOON - timedelta(hours=50),
        complete_by=NOON,
    )
    return CallRecord(
        **{
            "task_id": TASK,
            "department": "water",
            "lead": True,
            "clocks": clocks,
            "summoned_at": NOON - timedelta(hours=100),
            "acknowledged_at": NOON - timedelta(hours=99),
            "arrived_at": NOON - timedelta(hours=60),
            "completed_at": NOON - timedelta(hours=1),
        }
        | changes
    )


def confirmed(**changes):
    ends = (ProblemEnd(problem_id="p1", solved=True), ProblemEnd(problem_id="p2", solved=False))
    problems = (
        Problem(id="p1", text="drain", category="P0101", case_id=CASE),
        Problem(id="p2", text="road", category="P0101"),
    )
    return WhistleConfirmed(
        **{
            "number": "HC-1",
            "street": "s1",
            "kind": Kind.DEMAND,
            "ends": ends,
            "problems": problems,
            "records": (record(),),
            "result": "One of two",
        }
        | changes
    )


def case_confirmed(**changes):
    return CaseConfirmed(
        **{
            "owner": Owner(level=Level.STREET, at="s1"),
            "due_at": NOON,
            "silent": False,
            "reporter": "resident",
            "street": "s1",
            "category": "P0101",
            "number": "HC-C-1",
        }
        | changes
    )


def case_expired(**changes):
    """The limit of a case is over, and nobody has told its reporter a result."""
    told = {"reporter": "resident", "street": "s1", "category": "P0101", "number": "HC-C-1"}
    return CaseExpired(**{"limit_at": NOON, "fed_back": False, "handling": 0, **told} | changes)


def task_completed(**changes):
    return TaskCompleted(
        **{
            "department": "water",
            "case_id": CASE,
            "accepted_at": NOON,
            "contacted": "x",
            "measures": "y",
            "finished_at": NOON,
        }
        | changes
    )


def envelope(event, seq=1, subject=WHISTLE, source="dispatch", at=NOON):
    return Envelope(
        id=f"{source}:{subject}:{seq}",
        source=source,
        subject=subject,
        seq=seq,
        type=event.type,
        time=at,
        by="somebody",
        data=event,
    )


def judged_by(evolve, state, *events):
    for event in events:
        state = evolve(state, event)
    return state


def told(assessment, *events):
    return judged_by(core.assessment.evolve, assessment, *events)


def heard(callback, *events):
    return judged_by(core.callback.evolve, callback, *events)


def due(at=NOON, **changes):
    """An assessment that waits for the street's word."""
    event = confirmed(**changes)
    return told(None, event, *core.on_confirmed(event, WHISTLE, event.records[0], CITY, at))


def asking(callback=None, at=NOON, **changes):
    """A call-back that waits for an evaluator."""
    event = case_confirmed(**changes)
    before = heard(callback, event)
    return heard(before, *core.on_case_confirmed(event, CASE, before, CITY, at))


def assess(**changes):
    return Assess(**{"task_id": TASK, "shares": FULL} | changes)


def appeal():
    return Appeal(reason="We were there in time")


def rule(**changes):
    return Rule(**{"outcome": "changed", "total": 77.0, "reason": "They were"} | changes)


def judge_street(**changes):
    given = {"task_id": TASK, "rightly": True, "completeness": 0.8, "cooperation": 1.0}
    return JudgeStreet(**given | changes)


def answer(**changes):
    given = {"reached": True, "contacted": True, "solved": True, "satisfaction": "satisfied"}
    return CallBack(**given | changes)


NO_ANSWER = CallBack(reached=False)


def decide(command, state, actor, now=NOON, city=CITY):
    return list(core.DECISIONS[type(command)](command, state, actor, city, now))


def scored(assessment=None, now=NOON, **changes):
    assessment = assessment or due()
    return told(assessment, *decide(assess(**changes), assessment, COMMANDER, now))


def appealed(now=NOON):
    assessment = scored()
    return told(assessment, *decide(appeal(), assessment, HEAD, now))


def counter(assessments, callbacks=None, sheets=None, accounts=None, ratings=None, *, risks=None):
    """A counter over these stores; those that are not given are empty."""
    return MemoryCounter(
        {
            "assessments": assessments,
            "sheets": sheets or MemoryStore(SHEETS),
            "accounts": accounts or MemoryStore(ACCOUNTS),
            "ratings": ratings or MemoryStore(RATINGS),
            "risks": risks or MemoryStore(RISKS),
        }
    )


def act(key, by, at=NOON, path_id=""):
    """An act that came over HTTP."""
    return Posted(by=by, at=at, key=key, fingerprint=key, path_id=path_id)
