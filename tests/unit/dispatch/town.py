"""A city with one street of everything, and its people."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from contracts.actor import Actor, Post, Role
from contracts.calendar import Calendar, Span
from contracts.city import Category, City, Organisation, Territory
from contracts.city.duty_list import DutyList, DutyRow
from contracts.city.rules import Duplicates, Extension, Objection, Rules
from contracts.city.whistling import GradeRule, Rung, WhistleKind
from contracts.words import Grade, Kind, Level, Place, Point

NOON = datetime(2026, 1, 5, 4, tzinfo=UTC)
"""Monday noon in China; the region's calendar here runs round the clock, so limits are plain."""


def hours(n: float) -> timedelta:
    return timedelta(hours=n)


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
LEADER = actor("shuji", Role.STREET_LEADER, "s1")
DISTRICT = actor("qu", Role.DISTRICT_SUPERVISOR, "hc")
OTHER_COMMANDER = actor("yuan", Role.STREET_COMMANDER, "s2")
OTHER_SECRETARY = actor("song", Role.COMMUNITY_SECRETARY, "c2")
RESIDENT = actor("ren", Role.RESIDENT, "c1")
LIAISON = actor("lian-water", Role.DEPARTMENT_LIAISON, "water")
WATER_HEAD = actor("tou-water", Role.DEPARTMENT_HEAD, "water")
AUDITOR = actor("shen", Role.AUDITOR, "hc")
EVERYBODY = (
    HEAD, WORKER, OFFICER, SECRETARY, STAFF, COMMANDER, STREET_SUPERVISOR, DISTRICT, LEADER,
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
    "case.endorse": "3 h",
    "whistle.approve": "4 h",
    "whistle.revise": "6 h",
    "whistle.repeat_window": "90 cd",
    "objection.ruling": "4 h",
    "dispute.designate": "8 h",
    "escalation.answer": "40 h",
    "supervision.answer": "9 h",
    "close.street_confirm": "10 h",
    "assessment.score": "30 h",
    "supervision.talk_after": "60 wd",
    "thread.answer": "3 h",
    "arrive.at_once": "30 min",
    "extension.ruling": "4 h",
    "suspension.recheck": "200 h",
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
        extendable=kind is not Kind.EMERGENCY,
        raised_by=("street_staff",) if kind is Kind.EMERGENCY else (),
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
        extension=Extension(max=2, share=1),
    )


def organisation(id: str, kind: str) -> Organisation:
    place = id if kind in ("street", "community") else None
    name = f"the {id}"
    calendar = "always" if kind == "enterprise" else "region"
    return Organisation(
        id=id, kind=kind, name=name, calendar=calendar, round_the_clock=False, territory=place
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
        calendars={
            "region": calendar or Calendar(round_the_clock=True),
            "always": Calendar(id="always", round_the_clock=True),
        },
        procedures={},
        unpublished_years=None,
    )


CITY = city()
