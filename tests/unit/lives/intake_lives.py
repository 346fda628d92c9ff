"""How what intake keeps lives: cases, visits, rounds, questionnaires and homes."""

from datetime import timedelta
from functools import reduce

from contracts.commands import case as ask
from contracts.commands import case_work as care
from contracts.commands import household as home_ask
from contracts.events.case import CaseMerged
from contracts.events.offer import OfferCancelled, OfferProposed
from contracts.events.procedure import TaskProlonged, TaskSettled
from contracts.household import BINDING_LIFE, binding_id
from contracts.lifecycle import CASE_LIFE, CaseStage
from contracts.questionnaire_life import QUESTIONNAIRE_LIFE
from contracts.visit_life import VISIT_LIFE
from contracts.words import Level, Owner
from services.intake import core
from services.intake.core import ordered
from services.intake.core.binding import Claim, tick_household
from services.intake.core.questioning import QUESTIONNAIRE_DECISIONS, tick_questionnaire
from services.intake.core.round import begin, evolve_round, tick_round
from services.intake.core.visit_gates import VISIT_DECISIONS, tick_visit
from services.intake.handlers.homing import HOME_DECISIONS
from services.intake.store import CASES, HOUSEHOLDS, QUESTIONNAIRES, ROUNDS, VISITS
from tests.unit.intake import builders as b
from tests.unit.intake import homes as h
from tests.unit.intake import questionnaires as q
from tests.unit.intake import said
from tests.unit.intake import visits as v
from tests.unit.intake.care import WORK
from tests.unit.lives.life import Ask, Life, Standing
from tests.unit.response.town import DEMO

# --- cases ----------------------------------------------------------------------------------------

CITY = b.city(calendar=DEMO.calendars["region"])
"""The small city, which rests on holidays."""

ON_CASES = (
    *b.COMMANDS,
    *WORK,
    *(b.sort(level=level, category=c) for level in Level for c in ("lamp", "pipe", "gas", "noise")),
    *(ask.Transfer(department=id) for id in ("water", "gasco")),
    *(
        care.RuleTransfer(ruling_id="case-1-t1-r1", upheld=yes, reason="So")
        for yes in (True, False)
    ),
    care.RuleTransfer(ruling_id="case-1-t1-r1", upheld=True, designated="gasco", reason="Theirs"),
    care.RuleTransfer(ruling_id="case-1-t1-r1", upheld=False, refer=True, reason="Ask above"),
)
THEIRS = Owner(level=Level.GRID, at="g1")


def _hears(on, *messages):
    """What a case is told, as the handler tells it."""
    return [lambda case, now, message=message: on(message, case, CITY, now) for message in messages]


def _settled(result):
    told = {"department": "c1", "result": result, "outcome": "done", "text": "Done"}
    return b.heard(TaskSettled(**told, case_id="case-1"), "case-1-t1", source="response")


PROLONGED = TaskProlonged(
    department="c1",
    case_id="case-1",
    complete_by=b.NOON + timedelta(days=30),
    reason="Rain",
)
PROMISED = CaseMerged(
    into="case-1", reporter="lan", reason="Same", promises=(b.NOON + timedelta(hours=5),)
)
OFFERED = OfferProposed.model_construct(owner=THEIRS)
WITHDRAWN = OfferCancelled.model_construct(reason="Nobody")

LINK = Ask(
    care.Bundle(title="One road", others=("case-2",)),
    core.Linked(bundle="bu-1", others={"case-2": b.case()}),
)


def _decides(what, case, by, now):
    facts = {"facts": what.facts} if what.facts else {}
    return b.decide(what.command, case, by, now, CITY, **facts)


CASE = Life(
    name="case",
    shape=CASES,
    city=CITY,
    since=b.NOON,
    starts=[*b.at_every_stage().values()],
    standing=lambda one: {
        "": Standing(CASE_LIFE, one.stage, one.owner.at, one.due_at),
    },
    asks=lambda *_: [*(Ask(command) for command in ON_CASES), LINK],
    decide=_decides,
    commands=frozenset(core.DECISIONS) - {ask.Report},
    people=lambda _: b.EVERYBODY,
    words=[
        *_hears(core.on_raised, said.raised(), said.raised(subject="wh-2")),
        *_hears(lambda m, *a: core.on_confirmed(m, True, *a), said.confirmed()),
        *_hears(lambda m, *a: core.on_confirmed(m, False, *a), said.confirmed()),
        *_hears(core.on_ended, said.withdrawn(), said.refused()),
        *_hears(core.on_completed, said.completed(), said.completed("case-1-t2")),
        *_hears(core.on_objected, said.objected(), said.objected("case-1-t2")),
        *_hears(core.on_cannot_solve, said.cannot_solve("case-1-t2")),
        *_hears(core.on_called_back, *map(said.called_back, (True, False, None))),
        *_hears(core.on_settled, *map(_settled, ("solved", "returned", "guided"))),
        *_hears(core.on_prolonged, b.heard(PROLONGED, "case-1-t1", source="response")),
        *_hears(ordered.on_offered, b.heard(OFFERED, "of-1")),
        *_hears(ordered.on_offer_ended, b.heard(WITHDRAWN, "of-1")),
        *_hears(
            core.on_merged,
            b.heard(CaseMerged(into="case-1", reporter="lin", reason="Same"), "case-2"),
            b.heard(PROMISED, "case-3"),
        ),
    ],
    tick=lambda one, now: core.tick(one, CITY, now),
    elsewhere={
        CaseStage.TRANSFERRED: "the department answers in its task",
        CaseStage.ENTRUSTED: "whoever has it takes the steps of its task",
    },
)

# --- visits and rounds ----------------------------------------------------------------------------

VISIT = Life(
    name="visit",
    shape=VISITS,
    city=v.CITY,
    since=v.NOON,
    starts=[*v.STAGES.values(), v.after(v.plan(kind="inspection"))],
    standing=lambda one: {"": Standing(VISIT_LIFE, one.stage, one.owner.at, one.due_at)},
    asks=lambda *_: [Ask(command) for command in v.COMMANDS],
    decide=lambda what, one, by, now: v.decide(what.command, one, by, now),
    commands=frozenset(VISIT_DECISIONS),
    people=lambda _: v.EVERYBODY,
    tick=lambda one, now: tick_visit(one, v.CITY, now),
)


def _begun(schedule):
    return reduce(evolve_round, begin(None, schedule, DEMO, v.NOON), None)


ROUND = Life(
    name="round",
    shape=ROUNDS,
    city=DEMO,
    since=v.NOON,
    starts=[_begun(one) for one in DEMO.visiting.schedules.values()],
    standing=lambda one: {
        "": Standing(None, "", due_at=one.opens_at, over=one.day is None),
    },
    tick=lambda one, now: tick_round(one, DEMO, now),
)

# --- questionnaires -------------------------------------------------------------------------------

QUESTIONNAIRE = Life(
    name="questionnaire",
    shape=QUESTIONNAIRES,
    city=q.CITY,
    since=q.NOON,
    starts=[*q.STAGES.values()],
    standing=lambda one: {
        "": Standing(
            QUESTIONNAIRE_LIFE, one.stage, one.owner.at if one.owner else None, one.due_at
        ),
    },
    asks=lambda *_: [Ask(command) for command in q.COMMANDS],
    decide=lambda what, one, by, now: q.decide(what.command, one, by, now),
    commands=frozenset(QUESTIONNAIRE_DECISIONS),
    people=lambda _: q.EVERYBODY,
    tick=lambda one, now: tick_questionnaire(one, now),
)

# --- homes ----------------------------------------------------------------------------------------

HOMES = (home_ask.VerifyBinding(), home_ask.RefuseBinding(reason="查无此人"), home_ask.EndBinding())
NOBODYS = binding_id(h.HOME.id, "nobody", 1)


def _of_home(home, _):
    """Every request of the home is answered in every way; and somebody asks anew."""
    claim = Claim(place=h.PLACE, home=h.HOME, waiting=0)
    return [
        Ask(home_ask.AskBinding(home=h.HOME), claim),
        Ask(h.fact(), h.PLACE),
        Ask(home_ask.DropFact(kind="people")),
        *(Ask(command, id) for command in HOMES for id in (*home.bindings, NOBODYS)),
    ]


def _decides_home(what, home, by, now):
    facts = {"facts": what.facts} if what.facts else {}
    return HOME_DECISIONS[type(what.command)](what.command, home, by, DEMO, now, **facts)


HOME = Life(
    name="home",
    shape=HOUSEHOLDS,
    city=DEMO,
    since=h.NOON,
    starts=[h.asked()[1], h.asked(h.asked()[1], by=h.OTHER)[1]],
    standing=lambda home: {
        id: Standing(BINDING_LIFE, one.stage, one.owner.at, one.due_at)
        for id, one in home.bindings.items()
    },
    asks=_of_home,
    decide=_decides_home,
    commands=frozenset(HOME_DECISIONS),
    people=lambda _: h.EVERYBODY,
    tick=lambda home, now: tick_household(home, DEMO, now),
    rests={"verified": "they live there, until they move out"},
)

LIVES = (CASE, VISIT, ROUND, QUESTIONNAIRE, HOME)
