"""A city with one street of everything, its people, and whistles brought to any stage."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import reduce

from contracts.actor import Actor, Post, Role
from contracts.calendar import Calendar, Span
from contracts.city import Category, City, Organisation, Territory
from contracts.city.duty_list import DutyList, DutyRow
from contracts.city.rules import Duplicates, Objection, Rules
from contracts.city.whistling import GradeRule, Rung, WhistleKind
from contracts.commands import whistle as ask
from contracts.envelope import Envelope
from contracts.events import task as t
from contracts.events.evaluation import AssessmentScored
from contracts.events.event import Event
from contracts.summons import ProblemEnd, Responder
from contracts.words import Grade, Kind, Level, Place, Point
from services.dispatch import core

NOON = datetime(2026, 1, 5, 4, tzinfo=UTC)
"""Monday noon in China; the region's calendar here runs round the clock, so limits are plain."""


def hours(n: float) -> timedelta:
    return timedelta(hours=n)


# --- the city -------------------------------------------------------------------------------------

TREE = {
    "hc": ("district", None),
    "s1": ("street", "hc"),
    "c1": ("community", "s1"),
    "g1": ("grid", "c1"),
    "s2": ("street", "hc"),
    "c2": ("community", "s2"),
    "g2": ("grid", "c2"),
}
POINT = Point(lng=120.0, lat=30.0)
HERE = Place(point=POINT, address="1 Lamp Road", territory="g1", path=("hc", "s1", "c1", "g1"))


def actor(id: str, role: Role, at: str) -> Actor:
    return Actor(id=id, posts=(Post(role=role, at=at),))


HEAD = actor("lou", Role.BUILDING_HEAD, "g1")
WORKER = actor("wang", Role.GRID_WORKER, "g1")
OFFICER = actor("she", Role.COMMUNITY_OFFICER, "c1")
SECRETARY = actor("shu", Role.COMMUNITY_SECRETARY, "c1")
STAFF = actor("jie", Role.STREET_STAFF, "s1")
COMMANDER = actor("zhi", Role.STREET_COMMANDER, "s1")
STREET_SUPERVISOR = actor("du", Role.STREET_SUPERVISOR, "s1")
DISTRICT = actor("qu", Role.DISTRICT_SUPERVISOR, "hc")
OTHER_COMMANDER = actor("yuan", Role.STREET_COMMANDER, "s2")
OTHER_SECRETARY = actor("song", Role.COMMUNITY_SECRETARY, "c2")
RESIDENT = actor("ren", Role.RESIDENT, "c1")
LIAISON = actor("lian-water", Role.DEPARTMENT_LIAISON, "water")
WATER_HEAD = actor("tou-water", Role.DEPARTMENT_HEAD, "water")
AUDITOR = actor("shen", Role.AUDITOR, "hc")
EVERYBODY = (
    HEAD, WORKER, OFFICER, SECRETARY, STAFF, COMMANDER, STREET_SUPERVISOR, DISTRICT,
    OTHER_COMMANDER, OTHER_SECRETARY, RESIDENT, LIAISON, WATER_HEAD, AUDITOR,
)  # fmt: skip

ORGANISATIONS = {
    "water": "department",
    "roads": "department",
    "parks": "department",
    "police": "department",
    "fire": "department",
    "gasco": "enterprise",
    "c1": "community",
    "s1": "street",
}

SPANS = {
    "whistle.endorse": "2 h",
    "whistle.approve": "4 h",
    "whistle.repeat_window": "90 cd",
    "objection.ruling": "4 h",
    "dispute.designate": "8 h",
    "escalation.answer": "40 h",
    "supervision.answer": "9 h",
    "close.street_confirm": "10 h",
    "assessment.score": "30 h",
}

CLOCKS = {
    Kind.DEMAND: ("1 h", "10 h", "100 h"),
    Kind.KEY_WORK: ("2 h", "20 h", "200 h"),
    Kind.JOINT_ENFORCE: ("1 h", "8 h", "50 h"),
    Kind.EMERGENCY: ("10 min", "30 min", "2 h"),
    Kind.DRILL: ("3 s", "6 s", "60 s"),
}

LADDER = (
    (0.75, "warn", ("handler",)),
    (1.0, "overdue", ("department_head",)),
    (1.5, "supervise", ("street_supervisor", "department_head")),
    (2.0, "escalate", ("district_supervisor",)),
)


def kind_rule(kind: Kind, acknowledge: str, arrive: str, complete: str) -> WhistleKind:
    return WhistleKind(
        kind=kind,
        label_zh=kind,
        label_en=kind,
        default_grade=Grade.YELLOW if kind is Kind.EMERGENCY else Grade.BLUE,
        clocks={"acknowledge": acknowledge, "arrive": arrive, "complete": complete},
        objection_before_arrival=kind is not Kind.EMERGENCY,
        remote_report=True,
        no_show_after="10 h" if kind is Kind.DEMAND else "30 min",
        extendable=True,
    )


def rules(clocks: Mapping[Kind, tuple[str, str, str]]) -> Rules:
    return Rules.model_construct(
        version="t1",
        region="region",
        spans={key: Span.parse(text) for key, text in SPANS.items()},
        duplicates=Duplicates(radius_m=50, window=Span.parse("24 h")),
        grades=tuple(GradeRule(grade=g, label_zh=g, label_en=g) for g in Grade),
        kinds=tuple(kind_rule(kind, *spans) for kind, spans in clocks.items()),
        ladder=tuple(Rung(share=share, action=action, tell=to) for share, action, to in LADDER),
        objection=Objection(max=1),
    )


def organisation(id: str, kind: str) -> Organisation:
    place = id if kind in ("street", "community") else None
    name = f"the {id}"
    return Organisation(
        id=id, kind=kind, name=name, calendar="region", round_the_clock=True, territory=place
    )


def city(calendar: Calendar | None = None, clocks=CLOCKS) -> City:
    posts: dict[Role, dict[str, tuple[str, ...]]] = {}
    for someone in EVERYBODY:
        for post in someone.posts:
            posts.setdefault(post.role, {})[post.at] = (someone.id,)
    duties = {
        ("pipe", "*"): DutyRow(
            2, "pipe", "*", "water", ("roads", "@street"), Level.STREET, "art. 9"
        ),
        ("tree", "*"): DutyRow(3, "tree", "*", "parks", ("roads",), Level.STREET, ""),
        ("lamp", "*"): DutyRow(4, "lamp", "*", "@street", (), Level.STREET, ""),
    }
    return City(
        rules=rules(clocks),
        territories={
            id: Territory(id, Level(level), id, parent, id) for id, (level, parent) in TREE.items()
        },
        outlines={},
        organisations={id: organisation(id, kind) for id, kind in ORGANISATIONS.items()}
        | {"c2": organisation("c2", "community")},
        people={},
        posts=posts,
        categories=dict.fromkeys(("pipe", "tree", "lamp"), Category.model_construct()),
        duties=DutyList(duties, {("@street", "s1"): "s1"}),
        calendars={"region": calendar or Calendar(round_the_clock=True)},
        procedures={},
        unpublished_years=None,
    )


CITY = city()

# --- what is asked --------------------------------------------------------------------------------


def calls(*departments: str) -> tuple[Responder, ...]:
    """Responders of whom the first leads."""
    return tuple(Responder(department=d, lead=n == 0) for n, d in enumerate(departments))


def stated(text: str = "Water in the street", category: str = "pipe", **also):
    return ask.ProblemStated(text=text, category=category, **also)


def raising(*departments: str, **changes) -> ask.Raise:
    told = {
        "kind": "DEMAND",
        "problems": (stated(),),
        "responders": calls(*(departments or ("water", "roads"))),
        "point": POINT,
        "address": "1 Lamp Road",
        "reason": "It crosses departments",
    }
    return ask.Raise(**(told | changes))


FACTS = core.Facts(id="wh-1", number="N1", place=HERE)
ENDORSE = ask.Endorse(opinion="Yes, it is real")
APPROVE = ask.Approve()
REFUSE = ask.RefuseDraft(reason="We can do that ourselves")
REMIND = ask.Remind(text="When will you come?")
CALL = ask.CallMore(department="fire", reason="There is smoke")
CHANGE_LEAD = ask.ChangeLead(task_id="wh-1-2", reason="It is a road after all")
SEND_BACK = ask.SendBack(task_id="wh-1-1", reason="Still wet")
WITHDRAW = ask.WithdrawWhistle(reason="A mistake")
ESCALATE = ask.EscalateWhistle(reason="Beyond the street")
CONFIRM = ask.ConfirmWhistle(ends=(ProblemEnd(problem_id="p1", solved=True),), result="Dry")
CLOSE = ask.CloseWhistle()
UPHOLD = ask.DecideRuling(upheld=True, designated="police", reason="Theirs")
REJECT = ask.DecideRuling(upheld=False, reason="Yours")
COMMANDS = (
    ENDORSE, APPROVE, REFUSE, REMIND, CALL, CHANGE_LEAD, SEND_BACK, WITHDRAW, ESCALATE, UPHOLD,
    CONFIRM, CLOSE,
)  # fmt: skip
"""One of each that is asked of a whistle."""


def decide(command, whistle=None, by=COMMANDER, now=NOON, city=CITY, **facts):
    if isinstance(command, ask.Raise):
        facts = {"facts": FACTS} | facts
    if isinstance(command, ask.DecideRuling):
        facts = {"facts": "wh-1-1-r1"} | facts
    return list(core.DECISIONS[type(command)](command, whistle, by, city, now, **facts))


def done(whistle, events):
    return reduce(core.evolve, events, whistle)


def act(whistle, command, by=COMMANDER, now=NOON, **facts):
    """The whistle after somebody's command."""
    return done(whistle, decide(command, whistle, by, now, **facts))


def whistle(*departments: str, **changes) -> core.Whistle:
    """A whistle just raised on these departments, the first leading."""
    return act(None, raising(*departments, **changes))


def draft(by=WORKER, **changes) -> core.Whistle:
    return act(None, raising(draft=True, **changes), by)


# --- what is heard --------------------------------------------------------------------------------

WORDS = {
    "acknowledge": lambda d: t.TaskAcknowledged(department=d, whistle_id="wh-1", handler="Li"),
    "arrive": lambda d: t.TaskArrived(
        department=d, whistle_id="wh-1", person="Li", rank="BLUE", way="qr"
    ),
    "complete": lambda d: t.TaskCompleted(
        department=d,
        whistle_id="wh-1",
        accepted_at=NOON,
        contacted="Ms Ren",
        measures="Mended",
        finished_at=NOON,
    ),
    "object": lambda d: t.TaskObjected(
        department=d, whistle_id="wh-1", reason="Not ours", basis="art. 9", suggestion="police"
    ),
    "cannot_solve": lambda d: t.TaskCannotSolve(
        department=d, whistle_id="wh-1", reason="Beyond us"
    ),
    "judge": lambda d: AssessmentScored(
        whistle_id="wh-1",
        department=d,
        points={},
        deductions=(),
        total=90,
        scorer="zhi",
        appeal_by=NOON,
    ),
}

HEARS = {"object": core.on_objected, "cannot_solve": core.on_cannot_solve}


def heard(event: Event, subject: str = "wh-1-1", at=NOON, seq: int = 1) -> Envelope[Event]:
    source = "evaluation" if subject.startswith("as-") else "response"
    return Envelope[Event](
        id=f"{source}:{subject}:{seq}",
        source=source,
        subject=subject,
        seq=seq,
        type=event.type,
        time=at,
        by="somebody",
        data=event,
    )


def hear(whistle, word: str, n: int = 1, at=NOON, **changes):
    """What dispatch says when the n-th call's department (or its judge) says this word."""
    said = WORDS[word](whistle.call(f"wh-1-{n}").department).model_copy(update=changes)
    prefix = "as-" if word == "judge" else ""
    envelope = heard(said, f"{prefix}wh-1-{n}", at)
    after = core.evolve(whistle, core.told(envelope).data)
    if word in HEARS:
        return after, list(HEARS[word](envelope, after, CITY, at))
    return after, list(core.on_told(envelope, after, CITY, at))


def tell(whistle, word: str, *numbers: int, at=NOON, **changes):
    """The whistle after these calls' departments said this word."""
    for n in numbers or range(1, len(whistle.calls) + 1):
        after, said = hear(whistle, word, n, at, **changes)
        whistle = done(after, said)
    return whistle


def finished(whistle, *numbers: int, at=NOON):
    """The whistle after these calls (all, when none is named) went their whole way."""
    for word in ("acknowledge", "arrive", "complete"):
        whistle = tell(whistle, word, *numbers, at=at)
    return whistle


def ticked(whistle, at):
    """What the clock says then, and the whistle after it."""
    said = list(core.tick(whistle, CITY, at))
    return said, done(whistle, said)


def at_every_stage() -> dict[str, core.Whistle]:
    """One whistle in each stage it can be in."""
    solved = finished(whistle())
    confirmed = act(solved, CONFIRM)
    assessed = tell(confirmed, "judge")
    return {
        "draft": draft(),
        "endorsed": act(draft(), ENDORSE, OFFICER),
        "mustering": whistle(),
        "working": tell(tell(whistle(), "acknowledge"), "arrive"),
        "solved": solved,
        "confirmed": confirmed,
        "assessed": assessed,
        "closed": act(assessed, CLOSE),
        "refused": act(draft(), REFUSE, SECRETARY),
        "withdrawn": act(whistle(), WITHDRAW),
    }
