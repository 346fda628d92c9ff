"""A city with one street of everything, its people, and cases brought to any stage."""

from datetime import UTC, datetime, timedelta
from functools import reduce

from contracts.actor import Actor, Post, Role
from contracts.calendar import Calendar, Span
from contracts.city import City, Territory
from contracts.city.duty_list import DutyList
from contracts.city.rules import Duplicates, Rules
from contracts.commands import case as ask
from contracts.commands import case_work as care
from contracts.envelope import Envelope
from contracts.events.case import CaseClosed
from contracts.events.case_handed import CaseWhistled
from contracts.events.event import Event
from contracts.events.order import CaseOrdered
from contracts.words import Level, Owner, Place, Point
from services.intake.core import DECISIONS, Arrival, Case, Pair, evolve
from tests.unit.intake.tiny_pack import MAP, TALKS, TREE, VISIT, category, duty, organisation

NOON = datetime(2026, 1, 5, 4, tzinfo=UTC)
"""Monday noon in China; every calendar here runs round the clock, so limits are plain to read."""
LATER = NOON + timedelta(days=400)

POINT = Point(lng=120.0, lat=30.0)
HERE = Place(point=POINT, address="1 Lamp Road", territory="g1", path=("hc", "s1", "c1", "g1"))
ELSEWHERE = Place(point=POINT, address="9 Far Road", territory="g4", path=("hc", "s2", "c3", "g4"))


def actor(id: str, role: Role, at: str) -> Actor:
    return Actor(id=id, posts=(Post(role=role, at=at),))


RESIDENT = actor("ren", Role.RESIDENT, "c1")
NEIGHBOUR = actor("lin", Role.RESIDENT, "c1")
HEAD = actor("lou", Role.BUILDING_HEAD, "g1")
WORKER = actor("wang", Role.GRID_WORKER, "g1")
OFFICER = actor("she", Role.COMMUNITY_OFFICER, "c1")
SECRETARY = actor("shu", Role.COMMUNITY_SECRETARY, "c1")
STAFF = actor("jie", Role.STREET_STAFF, "s1")
COMMANDER = actor("zhi", Role.STREET_COMMANDER, "s1")
SUPERVISOR = actor("qu", Role.DISTRICT_SUPERVISOR, "hc")
NEXT_WORKER = actor("wei", Role.GRID_WORKER, "g2")
OTHER_COMMANDER = actor("yuan", Role.STREET_COMMANDER, "s2")
LIAISON = actor("lian", Role.DEPARTMENT_LIAISON, "water")
AUDITOR = actor("shen", Role.AUDITOR, "hc")
EVERYBODY = (
    RESIDENT, NEIGHBOUR, HEAD, WORKER, OFFICER, SECRETARY, STAFF, COMMANDER, SUPERVISOR,
    NEXT_WORKER, OTHER_COMMANDER, LIAISON, AUDITOR,
)  # fmt: skip

ALWAYS = Calendar(round_the_clock=True)
SPANS = {
    "case.sort": "2 h",
    "case.no_clock": "15 h",
    "case.feed_back": "3 h",
    "close.reporter_silence": "7 h",
    "callback": "5 h",
    "talks.whole": "30 h",
}


def city(*, posted: tuple[Actor, ...] = EVERYBODY, calendar=ALWAYS, outlines=MAP, **spans) -> City:
    posts: dict[Role, dict[str, tuple[str, ...]]] = {}
    for someone in posted:
        for post in someone.posts:
            posts.setdefault(post.role, {})[post.at] = (someone.id,)
    duties = {
        ("*", "*"): duty("*", Level.UNIT),
        ("pipe", "*"): duty("pipe", Level.STREET),
        ("gas", "*"): duty("gas", Level.DEPARTMENT),
    }
    rules = Rules.model_construct(
        version="t1",
        region="region",
        spans={key: Span.parse(text) for key, text in (SPANS | spans).items()},
        case_grades={"L2": Span.parse("4 h"), "L3": Span.parse("7 cd")},
        duplicates=Duplicates(radius_m=50, window=Span.parse("24 h")),
    )
    return City(
        rules=rules,
        territories={
            id: Territory(id, Level(level), id, parent, id) for id, (level, parent) in TREE.items()
        },
        outlines=outlines,
        organisations={
            "water": organisation("water", "department"),
            "gasco": organisation("gasco", "enterprise"),
            "c1": organisation("c1", "community"),
            "desk": organisation("desk", "office").model_copy(update={"territory": "s1"}),
            "far-desk": organisation("far-desk", "office").model_copy(update={"territory": "s2"}),
        },
        people={},
        posts=posts,
        categories={
            c.code: c
            for c in (category("lamp", "10 h"), category("pipe", "20 h"), category("noise", "9 h"))
        }
        | {"gas": category("gas", "1 h")},
        duties=DutyList(duties, {}),
        calendars={"region": calendar},
        procedures={one.name: one for one in (TALKS, VISIT)},
        unpublished_years=None,
    )


CITY = city()


def report(**changes) -> ask.Report:
    told = {"text": "The lamp is out", "category": "lamp", "point": POINT, "address": "1 Lamp Road"}
    return ask.Report(**(told | changes))


def sort(**changes) -> ask.Sort:
    found = {"category": "lamp", "urgency": "ordinary", "sphere": "public", "level": "community"}
    return ask.Sort(**(found | changes))


SETTLE = ask.Settle(result="New bulb")
FEED_BACK = ask.FeedBack(text="It shines again")
TRANSFER = ask.Transfer(department="water")
ENTRUST = ask.Entrust(procedure="visit")
MERGE = ask.Merge(into="case-0", reason="The same lamp")
COMMANDS = (
    sort(), ask.Answer(text="Tonight"), MERGE, ask.Refuse(reason="Private", pointer="The owner"),
    TRANSFER, ENTRUST, SETTLE, ask.Escalate(reason="Too high for us"), FEED_BACK, ask.Confirm(),
    ask.Dispute(reason="Dark again"), ask.Supplement(text="Number 12"), ask.Hurry(),
    ask.Withdraw(reason="My mistake"),
)  # fmt: skip
"""One of each that is asked of a case."""


OUTSIDE = {
    ask.Report: lambda: Arrival(number="N1", place=HERE),
    ask.Merge: lambda: Pair("case-1", case(reported_at=NOON - timedelta(hours=1))),
    ask.Transfer: lambda: "case-1",
    care.Split: lambda: "case-1",
    care.RuleTransfer: lambda: "case-1",
    care.Divert: lambda: Pair("case-1", None),
    ask.Entrust: lambda: "case-1",
}
"""What the handler would have found outside, unless a test says otherwise."""


def decide(command, before=None, by=WORKER, now=NOON, city=CITY, **facts):
    if type(command) in OUTSIDE and not facts:
        facts = {"facts": OUTSIDE[type(command)]()}
    return list(DECISIONS[type(command)](command, before, by, city, now, **facts))


def done(before, events):
    return reduce(evolve, events, before)


def act(before, command, by=WORKER, now=NOON, city=CITY, **facts):
    """The case after somebody's command."""
    return done(before, decide(command, before, by, now, city, **facts))


def case(**changes) -> Case:
    """A case just reported, owned by the grid worker."""
    return act(None, report(), RESIDENT).model_copy(update=changes)


def ordered(before: Case) -> Case:
    """The case after an offer was made for it."""
    return evolve(before, CaseOrdered(offer_id="of-1", owner=before.home, due_at=NOON))


def whistled(before: Case) -> Case:
    street = Owner(level=Level.STREET, at="s1")
    return evolve(
        before, CaseWhistled(whistle_id="wh-1", owner=street, due_at=NOON + timedelta(hours=9))
    )


def heard(event: Event, subject: str, seq: int = 1, source: str = "dispatch") -> Envelope[Event]:
    return Envelope[Event](
        id=f"{source}:{subject}:{seq}",
        source=source,
        subject=subject,
        seq=seq,
        type=event.type,
        time=NOON,
        by="somebody",
        data=event,
    )


def at_every_stage() -> dict[str, Case]:
    """One case in each stage it can be in."""
    owned = act(case(), sort())
    solved = act(owned, SETTLE, OFFICER)
    fed_back = act(solved, FEED_BACK, OFFICER)
    confirmed = act(fed_back, ask.Confirm(), RESIDENT)
    return {
        "reported": case(),
        "owned": owned,
        "transferred": act(owned, TRANSFER, OFFICER),
        "entrusted": act(owned, ENTRUST, OFFICER),
        "whistled": whistled(owned),
        "ordered": ordered(owned),
        "solved": solved,
        "fed_back": fed_back,
        "confirmed": confirmed,
        "closed": evolve(confirmed, CaseClosed()),
        "merged": act(case(), MERGE),
        "refused": act(case(), ask.Refuse(reason="Private", pointer="The owner")),
        "withdrawn": act(case(), ask.Withdraw(reason="My mistake"), RESIDENT),
    }
