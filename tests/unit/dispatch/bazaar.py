"""A town in which people help: members, volunteers, units, teams, and offers at any stage."""

from dataclasses import replace
from datetime import timedelta
from functools import reduce

from contracts.actor import Role
from contracts.city import Category, City, Person, Team
from contracts.commands import offer as ask
from contracts.events.event import Event
from contracts.offering import Candidate, Shift
from services.dispatch.core import offers
from services.dispatch.core.offers import Making, Offer, Standing
from services.dispatch.core.offers.following import after
from tests.unit.dispatch.town import CITY as TOWN
from tests.unit.dispatch.town import (
    DISTRICT,
    HERE,
    NOON,
    OFFICER,
    POINT,
    RESIDENT,
    SECRETARY,
    actor,
)

MEMBER = actor("dang", Role.PARTY_MEMBER, "c1")
OTHER_MEMBER = actor("yuan-dang", Role.PARTY_MEMBER, "c2")
VOLUNTEERS = tuple(actor(f"vol-{n}", Role.VOLUNTEER, "c1") for n in range(1, 61))
VOLUNTEER, SECOND = VOLUNTEERS[:2]
PLUMBER = actor("lian-roads", Role.DEPARTMENT_LIAISON, "roads")
GARDENER = actor("lian-parks", Role.DEPARTMENT_LIAISON, "parks")
HELPERS = (MEMBER, OTHER_MEMBER, *VOLUNTEERS, PLUMBER, GARDENER)


def _city() -> City:
    people = {
        one.id: Person(one.id, one.id, tuple((p.role, p.at) for p in one.posts)) for one in HELPERS
    }
    posts: dict[Role, dict[str, tuple[str, ...]]] = {r: dict(at) for r, at in TOWN.posts.items()}
    for one in HELPERS:
        for post in one.posts:
            held = posts.setdefault(post.role, {})
            held[post.at] = (*held.get(post.at, ()), one.id)
    teams = {
        "patrol": Team(
            id="patrol", kind="patrol", name="Patrol", at="c1", members=("vol-1", "vol-2")
        ),
        "vanguard": Team(
            id="vanguard",
            kind="vanguard",
            name="Vanguard",
            at="s1",
            unit="water",
            members=("dang",),
        ),
        "rescue": Team(
            id="rescue", kind="disaster_rescue", name="Rescue", at="s1", members=("vol-3",)
        ),
    }
    return replace(
        TOWN,
        people=people,
        posts=posts,
        teams=teams,
        rules=TOWN.rules.model_copy(update={"labels": {}}),
        categories={
            code: Category.model_construct(code=code, name_zh=code, name_en=code)
            for code in TOWN.categories
        },
    )


CITY = _city()


def making(kind: str = "member", **changes) -> ask.MakeOffer:
    told = {
        "kind": kind,
        "title": "Sweep the snow",
        "text": "Before the school",
        "point": POINT,
        "address": "1 Lamp Road",
    }
    return ask.MakeOffer(**(told | changes))


CANDIDATES = (
    Candidate(resource_id="rs-1", unit="roads", name="the roads", score=90),
    Candidate(resource_id="rs-2", unit="parks", name="the parks", score=60),
)
FACTS = Making(place=HERE, id="of-1", number="OF1")
ORDERED = replace(FACTS, candidates=CANDIDATES)
URGENT = replace(FACTS, emergency=True)


def standing(who, skills=(), **changes) -> Standing:
    told = {
        "account": who.id,
        "skills": frozenset(skills),
        "posts": tuple((p.role, p.at) for p in who.posts),
    }
    return Standing(**(told | changes))


def decide(command, offer=None, by=SECRETARY, now=NOON, city=CITY, **facts) -> list[Event]:
    usual = {
        ask.MakeOffer: lambda: FACTS,
        ask.PublishOffer: lambda: FACTS,
        ask.DispatchOffer: lambda: CANDIDATES,
        ask.ClaimOffer: lambda: standing(by),
        ask.AssignOffer: lambda: standing(VOLUNTEER),
        ask.ReportFinding: lambda: offers.Found(id="case-found", place=HERE),
    }
    if not facts and type(command) in usual:
        facts = {"facts": usual[type(command)]()}
    return list(offers.DECISIONS[type(command)](command, offer, by, city, now, **facts))


def act(offer: Offer | None, command, by=SECRETARY, now=NOON, **facts) -> Offer:
    return after(offer, decide(command, offer, by, now, **facts))


def called(kind: str = "member", facts=FACTS, by=SECRETARY, **changes) -> Offer:
    """An offer just made by the community."""
    return act(None, making(kind, **changes), by, facts=facts)


def claimed(offer: Offer, *people, now=NOON) -> Offer:
    return reduce(lambda one, who: act(one, ask.ClaimOffer(), who, now), people, offer)


def arrived(offer: Offer, *people, now=NOON) -> Offer:
    return reduce(lambda one, who: act(one, ask.ArriveOnOffer(), who, now), people, offer)


def finished(offer: Offer, *people, now=NOON, **said) -> Offer:
    finish = ask.FinishOffer(text="Swept", **said)
    return reduce(lambda one, who: act(one, finish, who, now), people, offer)


def ticked(offer: Offer, at, city=CITY) -> tuple[list[Event], Offer]:
    said = list(offers.tick(offer, city, at))
    return said, after(offer, said)


CONFIRM = ask.ConfirmOffer(result="The road is clear")
HOUR = timedelta(hours=1)
SHIFTS = (
    Shift(id="night", starts_at=NOON + 2 * HOUR, ends_at=NOON + 8 * HOUR, places=2),
    Shift(id="day", starts_at=NOON + 8 * HOUR, ends_at=NOON + 16 * HOUR, places=1),
)
COMMANDS = (
    ask.PublishOffer(), ask.DispatchOffer(), ask.DeclineOffer(reason="No"), ask.ClaimOffer(),
    ask.AssignOffer(account="vol-9"), ask.ReleaseOffer(reason="Ill"), ask.ArriveOnOffer(),
    ask.FinishOffer(text="Done"), ask.IntroduceOffer(claim_id="of-1-1"), CONFIRM,
    ask.RateOffer(stars=5), ask.SendBackOffer(reason="Again"), ask.PassUpOffer(reason="Nobody"),
    ask.RefuseOffer(reason="No"), ask.CancelOffer(reason="No"),
    ask.ReportFinding(category="lamp", text="Dark", point=POINT, address="Here"),
)  # fmt: skip
ASKERS = (OFFICER, SECRETARY, RESIDENT, DISTRICT, MEMBER, VOLUNTEER, SECOND, PLUMBER, GARDENER)


def at_every_stage() -> dict[str, Offer]:
    """One offer in each stage it can be in."""
    full = claimed(called(places=2), MEMBER, VOLUNTEER)
    done = finished(arrived(full, MEMBER, VOLUNTEER), MEMBER, VOLUNTEER)
    order = claimed(called("order", ORDERED), PLUMBER)
    asked = act(None, making("order"), RESIDENT)
    served = act(asked, ask.DispatchOffer())
    for command in (ask.ClaimOffer(), ask.ArriveOnOffer(), ask.FinishOffer(text="Mended")):
        served = act(served, command, PLUMBER)
    return {
        "proposed": called(draft=True),
        "open": called(places=2),
        "filled": order,
        "serving": arrived(full, MEMBER),
        "done": done,
        "confirmed": act(done, CONFIRM),
        "rated": act(served, ask.RateOffer(stars=5), RESIDENT),
        "refused": act(called(draft=True), ask.RefuseOffer(reason="No")),
        "cancelled": act(called(), ask.CancelOffer(reason="Rain")),
        "expired": ticked(called(), NOON + timedelta(days=40))[1],
    }


def kinds(events):
    return [type(event) for event in events]
