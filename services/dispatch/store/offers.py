"""How offers, registrations, the lists and emergencies are kept, and by what they are found."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from contracts.events.emergency import EmergencyRedacted
from contracts.events.offer import OfferRedacted
from contracts.events.registration import RegistrationRedacted
from contracts.events.supply import NeedRedacted, ResourceRedacted
from services.chassis.store import Shape, Store
from services.dispatch.core import emergency, offers, registration_life
from services.dispatch.core.emergency import Emergency
from services.dispatch.core.offers import Claim, Offer
from services.dispatch.core.registration_life import LIVE, Registration, Stage
from services.dispatch.core.supply import need, resource
from services.dispatch.core.supply.need import Need
from services.dispatch.core.supply.resource import Resource

_MANY: Final = 200


def _of_offer(offer: Offer) -> Mapping[str, Any]:
    wish = offer.kind == "wish" and not offer.over
    missed = [claim for claim in offer.claims if _counts(claim)]
    return {
        "wishers": sorted({claim.account for claim in offer.live}) if wish else [],
        "missed": sorted({claim.account for claim in missed}),
        "missed_at": max((at for claim in missed if (at := claim.done_at)), default=None),
    }


def _counts(claim: Claim) -> bool:
    """Whether it is a miss 爽约 that still stands."""
    return claim.stage == "missed" and not claim.excused


def _of_registration(one: Registration) -> Mapping[str, Any]:
    return {
        "who": one.unit or one.account,
        "stage": one.stage.value,
        "community": one.community,
        "places": [one.at, one.community, one.street],
        "skills": list(one.skills),
        "number": one.number,
    }


def _of_resource(one: Resource) -> Mapping[str, Any]:
    return {"at": one.at, "stage": one.stage, "ends_at": one.ends_at, "number": one.number}


def _of_need(one: Need) -> Mapping[str, Any]:
    return {"community": one.community, "stated_at": one.stated_at}


OFFERS: Final = Shape(
    name="offers",
    source="dispatch",
    model=Offer,
    evolve=offers.evolve,
    due=offers.next_clock,
    redaction=OfferRedacted,
    facets=_of_offer,
    indexes=[[("wishers", 1)], [("missed", 1), ("missed_at", -1)]],
)
REGISTRATIONS: Final = Shape(
    name="registrations",
    source="dispatch",
    model=Registration,
    evolve=registration_life.evolve,
    due=registration_life.next_clock,
    redaction=RegistrationRedacted,
    facets=_of_registration,
    indexes=[
        [("who", 1), ("stage", 1)],
        [("places", 1), ("stage", 1), ("number", 1)],
    ],
)
RESOURCES: Final = Shape(
    name="resources",
    source="dispatch",
    model=Resource,
    evolve=resource.evolve,
    due=resource.next_clock,
    redaction=ResourceRedacted,
    facets=_of_resource,
    indexes=[[("at", 1), ("stage", 1), ("ends_at", 1)]],
)
NEEDS: Final = Shape(
    name="needs",
    source="dispatch",
    model=Need,
    evolve=need.evolve,
    due=need.next_clock,
    redaction=NeedRedacted,
    facets=_of_need,
    indexes=[[("community", 1), ("stated_at", -1)]],
)
EMERGENCIES: Final = Shape(
    name="emergencies",
    source="dispatch",
    model=Emergency,
    evolve=emergency.evolve,
    due=emergency.next_clock,
    redaction=EmergencyRedacted,
    facets=lambda one: {"at": one.at, "stage": one.stage.value},
    indexes=[[("at", 1), ("stage", 1)]],
)


async def registered(
    store: Store[Registration], who: Iterable[str], community: str | None = None
) -> Sequence[Registration]:
    """Return the live registrations of these people and units, at one community or anywhere."""
    where = {"community": community} if community else {}
    live = [stage.value for stage in LIVE]
    query = {"who": {"$in": [*who]}, "stage": {"$in": live}, **where}
    return [kept.state for kept in await store.find(query, limit=_MANY)]


async def skilled(
    store: Store[Registration], place: str, skills: Iterable[str], most: int
) -> Sequence[Registration]:
    """Return members registered in a place, those with the most of these skills first."""
    wanted = set(skills)
    narrowed = {"skills": {"$in": sorted(wanted)}} if wanted else {}
    query = {"places": place, "stage": Stage.ACTIVE.value, **narrowed}
    found = [kept.state for kept in await store.find(query, sort=[("number", 1)], limit=_MANY)]
    found.sort(key=lambda one: -len(wanted.intersection(one.skills)))
    return found[:most]


async def on_offer(
    store: Store[Resource], path: Sequence[str], now: datetime
) -> Sequence[tuple[str, Resource]]:
    """Return the free resources that serve a place now."""
    query = {"at": {"$in": [*path]}, "stage": "free", "ends_at": {"$gt": now}}
    found = await store.find(query, sort=[("ends_at", 1)], limit=_MANY)
    return [(kept.id, kept.state) for kept in found]


async def open_wishes(store: Store[Offer], account: str, most: int) -> int:
    """Return how many wishes somebody holds, up to so many."""
    return len(await store.find({"wishers": account}, limit=most))


async def paused_since(store: Store[Offer], account: str, misses: int) -> datetime | None:
    """Return when somebody stayed away for the last of so many times; None: never so often."""
    found = await store.find({"missed": account}, sort=[("missed_at", 1)], limit=_MANY)
    times = [
        claim.done_at
        for kept in found
        for claim in kept.state.claims
        if claim.account == account and _counts(claim) and claim.done_at
    ]
    full = len(times) // misses * misses
    return times[full - 1] if full else None


async def emergency_on(store: Store[Emergency], district: str) -> bool:
    """Whether the district is in its emergency mode."""
    return bool(await store.find({"at": district, "stage": "on"}, limit=1))


async def stated(store: Store[Need], community: str) -> Sequence[Need]:
    """Return the latest needs of a community."""
    found = await store.find({"community": community}, sort=[("stated_at", -1)], limit=_MANY)
    return [kept.state for kept in found]
