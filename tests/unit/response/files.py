"""A procedure with everything the step engine knows, a place with a ladder, and its people."""

from dataclasses import replace

from contracts.actor import Role
from contracts.calendar import Span
from contracts.city import Organisation, Procedure, Territory
from contracts.city.organisation import Person
from contracts.commands.step import OpenTask, TakeStep
from contracts.events.case_handed import CaseEntrusted
from contracts.words import Level, Owner
from services.response import core
from tests.unit.response.builders import CASE, MUSTER, NOON, TRANSFER, city, place, someone, told

FILE = "case-1-t1"
PLACES = {
    "d": (Level.DISTRICT, None),
    "s1": (Level.STREET, "d"),
    "c1": (Level.COMMUNITY, "s1"),
    "c2": (Level.COMMUNITY, "s1"),
    "g1": (Level.GRID, "c1"),
}
HEAD = someone(Role.BUILDING_HEAD, "g1", "head")
OFFICER = someone(Role.COMMUNITY_OFFICER, "c1", "officer")
MEDIATOR = someone(Role.MEDIATOR, "c1", "mediator")
SECOND = someone(Role.MEDIATOR, "c1", "second")
STREET_MEDIATOR = someone(Role.MEDIATOR, "s1", "street-mediator")
COMMANDER = someone(Role.STREET_COMMANDER, "s1", "commander")
PARTY = someone(Role.RESIDENT, "g1", "party")
STRANGER = someone(Role.MEDIATOR, "c2", "stranger")
LIAISONS = tuple(someone(Role.DEPARTMENT_LIAISON, at, f"of-{at}") for at in ("water", "fire"))
EVERYBODY = (
    *(HEAD, OFFICER, MEDIATOR, SECOND, STREET_MEDIATOR, COMMANDER, PARTY, STRANGER),
    *LIAISONS,
)


def words(name):
    return {"label_zh": name, "label_en": name}


def step(name, *who, **more):
    return {"step": name, "who": who, **words(name), **more}


def field(name, type="text", **more):
    return {"name": name, "type": type, **words(name), **more}


ANYBODY = ("building_head", "community_officer", "mediator")
TALKS = Procedure(
    name="talks",
    assessed=False,
    **words("talks"),
    steps=(
        step("accept", *ANYBODY, evidence=("parties",), takes=("guests",), clock="accept"),
        step(
            "assign",
            *ANYBODY,
            evidence=("mediators",),
            repeatable=True,
            per_tier=True,
            rules=("eligible",),
            clock="accept",
        ),
        step(
            "consent",
            *ANYBODY,
            "named-party",
            evidence=("party", "agrees"),
            optional=True,
            repeatable=True,
            after=("accept",),
        ),
        step(
            "try",
            "named-assigned",
            evidence=("record",),
            takes=("held_on", "photos"),
            repeatable=True,
            per_tier=True,
            most=3,
            rules=("consented",),
            after=("assign",),
        ),
        step(
            "up",
            *ANYBODY,
            evidence=("reason",),
            optional=True,
            repeatable=True,
            after=("assign",),
            rules=("tried",),
            effects=("pass_up",),
        ),
        step(
            "longer",
            "above-street_commander",
            *ANYBODY,
            evidence=("reason",),
            optional=True,
            after=("accept",),
            effects=("prolong",),
        ),
        step(
            "danger",
            *ANYBODY,
            optional=True,
            repeatable=True,
            after=(),
            effects=("spawn",),
            spawns="help",
            spawn_at="fire",
        ),
        step("agreed", "named-assigned", evidence=("result",), choice="end", tells="solved"),
        step("failed", *ANYBODY, evidence=("note",), choice="end", after=("try",), tells="guided"),
        step("refused", *ANYBODY, choice="end", after=("accept",), tells="returned"),
        step("follow", *ANYBODY, after=("agreed",), evidence=("kept",), clock="follow"),
        step("file", *ANYBODY, after=("follow", "failed", "refused"), ends=True, clock="accept"),
    ),
    fields={
        "parties": field("parties", "lines", least=2, most=5),
        "guests": field("guests", "accounts", names="party"),
        "mediators": field("mediators", "accounts", least=1, names="assigned"),
        "agrees": field("agrees", "yes"),
        "held_on": field("held_on", "date"),
        "kept": field("kept", "choice", choices=("yes", "partly", "no")),
    },
    categories=("noise",),
    opens=("community_officer",),
    limit="whole",
    prolonged_by="whole",
    tiers=(
        {"tier": "grid", "level": "grid", "limit": "5 wd", **words("grid")},
        {"tier": "community", "level": "community", "kinds": ("mediation_studio",), **words("c")},
        {"tier": "street", "level": "street", **words("street")},
    ),
)
HELP = Procedure(
    name="help",
    assessed=False,
    **words("help"),
    limit="help",
    steps=(step("done", "department_liaison", ends=True),),
)
MEETING = Procedure(
    name="meeting",
    assessed=False,
    **words("meeting"),
    opens=("community_officer", "street_commander"),
    limit="accept",
    steps=(
        step("hold", "community_officer", "named-participant", evidence=("record",)),
        step(
            "resolve",
            "community_officer",
            evidence=("tasks",),
            effects=("spawn",),
            spawns="help",
            ends=True,
        ),
    ),
    fields={"tasks": field("tasks", "tasks", least=1)},
)
STUDIO = Organisation(
    id="studio",
    kind="mediation_studio",
    name="studio",
    calendar="region",
    round_the_clock=False,
    territory="c1",
)
SPANS = {
    "objection.window": "4 h",
    "order.objection": "4 h",
    "case.no_clock": "30 cd",
    "accept": "1 wd",
    "follow": "30 cd",
    "whole": "30 cd",
    "help": "10 min",
}


def town(*procedures, studio=True):
    """The tiny city with places, people and these procedures."""
    tiny = city((MUSTER, TRANSFER, *(procedures or (TALKS, HELP, MEETING))))
    territories = {
        id: Territory(id, level, id, parent, id) for id, (level, parent) in PLACES.items()
    }
    organisations = {**tiny.organisations, **({"studio": STUDIO} if studio else {})}
    people = {
        one.id: Person(one.id, one.id, tuple((post.role, post.at) for post in one.posts))
        for one in EVERYBODY
    }
    spans = {key: Span.parse(text) for key, text in SPANS.items()}
    rules = tiny.rules.model_copy(update={"spans": spans})
    posts = {}
    for post, who in ((post, one.id) for one in EVERYBODY for post in one.posts):
        held = posts.setdefault(post.role, {})
        held[post.at] = (*held.get(post.at, ()), who)
    changes = {"territories": territories, "organisations": organisations, "people": people}
    return replace(tiny, **changes, posts=posts, rules=rules)


TOWN = town()


def entrusted(**changes):
    return CaseEntrusted(
        **{
            "task_id": FILE,
            "procedure": "talks",
            "responder": "g1",
            "street": "s1",
            "category": "noise",
            "text": "The neighbours quarrel about noise",
            "place": place(),
            "owner": Owner(level=Level.DEPARTMENT, at="g1"),
            "due_at": TOWN.due("g1", NOON, Span.parse("30 cd")).at,
        }
        | changes
    )


def given(town=TOWN, **changes):
    """A file that a case was entrusted to."""
    event = entrusted(**changes)
    return told(None, event, *core.on_entrusted(event, CASE, town, NOON))


def take(name, fields=None, **more):
    return TakeStep(step=name, fields=fields or {}, **more)


ACCEPT = take("accept", {"parties": ("Zhang", "Li"), "guests": ("party",)})
ASSIGN = take("assign", {"mediators": ("mediator",)})
YES = take("consent", {"party": "Zhang", "agrees": True})
YES_TOO = take("consent", {"party": "Li", "agrees": True})
TRY = take("try", {"record": "Both told their side"})
UP = take("up", {"reason": "They will not sit down together"})
AGREED = take("agreed", {"result": "No drums after nine"})


def opened(**changes):
    found = {
        "procedure": "meeting",
        "responder": "c1",
        "text": "Where to park",
        "point": place().point,
        "address": "The yard",
    }
    return OpenTask(**(found | changes))
