"""How a task lives: whistled, handed over, and by every procedure of the demo pack, which is one
machine more each: mediation, deliberation, joint meetings, linkage, help-to-do and errands."""

from collections import defaultdict
from functools import partial

from contracts.actor import Role
from contracts.city.staffing import staffed
from contracts.commands.step import OpenTask, TakeStep
from contracts.events.case_handed import CaseReturned
from contracts.events.procedure import TaskEnded, TaskOpened, TaskRollCalled
from contracts.words import Kind
from services.response import core
from services.response.core.life import Stage
from services.response.core.order import open_steps, takes_part
from services.response.core.procedure_notice import notice_of
from services.response.core.tick import tick
from services.response.handlers import SHAPE
from tests.unit.lives.life import Ask, Life, Standing, appointed
from tests.unit.response import builders as b
from tests.unit.response import mediating
from tests.unit.response.haichuan import given
from tests.unit.response.talks import talked
from tests.unit.response.test_properties import ACTS, WORDS
from tests.unit.response.town import DEMO, NOON, at, somebody

RETURNED = next(word for word in WORDS if isinstance(word, CaseReturned))

# --- called and handed over -----------------------------------------------------------------------


def _standing(task):
    """A whistle's and a case's task is due when they say; a procedure has clocks of its own."""
    due = core.due_at(task) if task.procedure else task.complete_by
    beside = (*task.place.path, *(who for named in task.named.values() for who in named))
    due_at = due if task.open else None
    return {"": Standing(core.TASK_LIFE, task.stage, task.department, due_at, beside)}


def _decided(city, what, task, by, now):
    return list(core.DECISIONS[type(what.command)](what.command, task, by, city, now))


DONE = b.after(b.whistled(), *(ACTS[step] for step in ("acknowledge", "arrive", "complete")))

CALLED = Life(
    name="task",
    shape=SHAPE,
    city=b.CITY,
    since=b.NOON,
    starts=[
        b.whistled(),
        b.whistled(kind=Kind.EMERGENCY),
        b.whistled(designated=True),
        b.handed_over(),
        DONE,
    ],
    standing=_standing,
    asks=lambda *_: [Ask(command) for command in ACTS.values()],
    decide=partial(_decided, b.CITY),
    commands=frozenset(core.DECISIONS) - {TakeStep, OpenTask},
    people=lambda _: (b.LIAISON, b.HEAD, *b.STRANGERS),
    words=[lambda _, __, word=word: [word] for word in WORDS],
    theirs="its whistle's, or its case's",
    elsewhere={Stage.COMPLETED: "whoever called for it accepts it, in the whistle or the case"},
)

# --- every procedure of the pack ------------------------------------------------------------------

COMPOUND = at("xq-gangwan-01-01")
SEATS = ("gangwan-01-01", "gangwan-01", "gangwan", "shuiwu")
"""A grid, a community, a street and a department: each carries out what it has the people for."""
HOLDERS = defaultdict(list)
for _one in appointed(DEMO):
    for _post in _one.posts:
        HOLDERS[_post.at].append(_one)
PATH = ("haichuan", "gangwan", "gangwan-01", "gangwan-01-01")
CATEGORY = "R04"
PARTIES, HANDLERS = ("resident-1", "resident-2"), ("grid-0101", "building-001")
GROUPS = {"asker": PARTIES[:1], "party": PARTIES, "assigned": HANDLERS, "agent": HANDLERS[:1]}
MEMBER = next(id for id, one in DEMO.people.items() if dict(one.held).get(Role.PARTY_MEMBER))
PROCEDURES = [name for name in DEMO.procedures if name not in ("muster", "transfer")]
FURTHER = {
    "mediation": [mediating.assigned(), mediating.tried()],
    "deliberation": [talked()] * 4,
}
"""Where a walk from the first step would hardly come."""
FILLED = {
    "yes": lambda n: n != 2,
    "date": lambda n: f"2026-12-{n + 1:02}",
    "time": lambda n: f"2026-12-{n + 1:02}T10:00:00+08:00",
    "account": lambda n: (*HANDLERS, MEMBER)[n],
    "accounts": lambda n: (PARTIES, HANDLERS, ("mediator-01",))[n],
    "organisation": lambda _: "shuiwu",
    "organisations": lambda _: ("shuiwu", "chengguan"),
    "tasks": lambda n: tuple({"responder": seat, "text": "请办"} for seat in SEATS[: n + 1]),
    "lines": lambda n: ("张0", "张1", "张2", "张3")[: n + 2],
    "text": lambda n: f"张{n % 2}",
    "number": lambda n: n + 1,
    "parties_called": lambda _: DEMO.rules.meetings.parties,
    "parties_present": lambda _: DEMO.rules.meetings.parties,
    "votes_for": lambda _: 18,
}
"""What fits a field: by its name, else by its type; in three ways."""


def _opened(name, seat):
    """A procedure that stands for itself."""
    who = {word for step in DEMO.procedures[name].steps for word in step.who}
    named = {group: whose for group, whose in GROUPS.items() if f"named-{group}" in who}
    event = TaskOpened(
        department=seat,
        procedure=name,
        street="gangwan",
        text="一起办一件事",
        where=COMPOUND,
        named=named,
    )
    task = SHAPE.evolve(None, event)
    notice = notice_of(task, name, DEMO, NOON, {"text": event.text, "named": named})
    return SHAPE.evolve(task, notice)


def _begun(name):
    """At each seat where it could be carried out, and given to the lowest of them by a case."""
    can = [seat for seat in SEATS if staffed(DEMO.procedures[name], seat, PATH, DEMO)]
    return [*(_opened(name, seat) for seat in can), given(name, CATEGORY, can[0])]


def _near(task):
    """Whoever has a step to take: around the grid, or where the file is."""
    there = [who for seat in {*SEATS, *task.at} for who in HOLDERS[seat]]
    named = [somebody(who) for many in task.named.values() for who in many if who in DEMO.people]
    return [*{who.id: who for who in (*there, *named) if takes_part(task, who)}.values()]


def _asks(task, _):
    """Every step with all it may bring, in three ways; those that are open more often."""
    steps = (*open_steps(task) * 9, *task.steps)
    return [_step(task.procedure, step, n) for step in steps for n in range(3)]


_STEPS: dict[tuple[str, str, int], Ask] = {}


def _step(procedure, step, n):
    key = (procedure, step.step, n)
    if key not in _STEPS:
        rules = DEMO.procedures[procedure].fields
        names = {*step.evidence, *(step.takes if n else ())} - {"note", "photos"}
        fields = {name: _value(name, rules.get(name), n) for name in sorted(names)}
        command = TakeStep(step=step.step, fields=fields, note="说明", photos=("ph-1",))
        _STEPS[key] = Ask(command)
    return _STEPS[key]


def _value(name, rule, n):
    if rule and rule.choices:
        return rule.choices[n % len(rule.choices)]
    return FILLED.get(name, FILLED[rule.type if rule else "text"])(n)


def _part_ended(task, _):
    """Whoever was asked for something is done."""
    part = next(iter(task.parts), "nothing")
    return core.on_part_ended(part, TaskEnded(department="shuiwu", outcome="done"), task)


def _roll_called(task, _):
    """The roll of the meeting it was called to says it was absent."""
    told = TaskRollCalled(department="gangwan", child="a", responder=task.department, came=False)
    return core.on_roll_called(told, task) if task.procedure == "attend" else []


def _stepping(name):
    return Life(
        name=name,
        shape=SHAPE,
        city=DEMO,
        since=NOON,
        starts=[*_begun(name), *FURTHER.get(name, [])],
        standing=_standing,
        asks=_asks,
        decide=partial(_decided, DEMO),
        commands=frozenset({TakeStep}),
        people=_near,
        words=[_part_ended, _roll_called, lambda *_: [RETURNED]],
        tick=lambda task, now: tick(task, DEMO, now),
    )


LIVES = (CALLED, *map(_stepping, PROCEDURES))
