"""How offers and their claims live, the three lists, registrations and emergencies."""

from contracts.commands import emergency as urgent
from contracts.commands import offer as help_
from contracts.commands import registration as reg
from contracts.commands import supply as sup
from contracts.offer_life import CLAIM_LIFE, OFFER_LIFE
from contracts.offering import Attendance
from services.dispatch.core import emergency, offers, registrations
from services.dispatch.core.registration_life import REGISTRATION_LIFE
from services.dispatch.core.supply import holding, listing, meeting, need, resource, stating
from services.dispatch.store.offers import EMERGENCIES, NEEDS, OFFERS, REGISTRATIONS, RESOURCES
from tests.unit.dispatch import bazaar, town
from tests.unit.lives.life import Ask, Life, Standing
from tests.unit.response.town import DEMO

SAID = {"reason": "Because"}
NOON, HOUR = town.NOON, bazaar.HOUR
RESTING = DEMO.calendars["region"]

# --- offers ---------------------------------------------------------------------------------------

HELPERS = (*bazaar.ASKERS, *bazaar.VOLUNTEERS[2:6], bazaar.OTHER_MEMBER)


def _of_an_offer(one):
    claims = {claim.id: Standing(CLAIM_LIFE, claim.stage, part=True) for claim in one.claims}
    seat = one.owner.at if one.owner else None
    return {"": Standing(OFFER_LIFE, one.stage, seat, one.due_at), **claims}


def _of_offers(one, _):
    """Each claim is introduced, and said not to have come."""
    claims = [help_.IntroduceOffer(claim_id=claim.id) for claim in one.claims]
    stayed = [Attendance(claim_id=claim.id, came=False) for claim in one.claims]
    missed = help_.ConfirmOffer(result="Swept", attendance=tuple(stayed))
    return [Ask(command) for command in (*bazaar.COMMANDS, *claims, *[missed] * len(claims))]


TWO = bazaar.claimed(bazaar.called(places=2), bazaar.MEMBER, bazaar.VOLUNTEER)
DONE = bazaar.finished(bazaar.arrived(TWO, bazaar.MEMBER), bazaar.MEMBER)

OFFER = Life(
    name="offer",
    shape=OFFERS,
    city=bazaar.CITY,
    since=NOON,
    starts=[
        *bazaar.at_every_stage().values(),
        bazaar.claimed(bazaar.called(places=3), bazaar.MEMBER, bazaar.VOLUNTEER),
        DONE,
        DONE,
        bazaar.called("order", bazaar.ORDERED),
        bazaar.called("muster", bazaar.URGENT, shifts=bazaar.SHIFTS),
        bazaar.called("wish"),
        bazaar.called("member", places=2, ends_at=NOON + 5 * HOUR),
    ],
    standing=_of_an_offer,
    asks=_of_offers,
    decide=lambda what, one, by, now: bazaar.decide(what.command, one, by, now),
    commands=frozenset(offers.DECISIONS) - {help_.MakeOffer},
    people=lambda _: HELPERS,
    tick=lambda one, now: offers.tick(one, bazaar.CITY, now),
)

# --- registrations, needs, resources, emergencies ------------------------------------------------

PEOPLE = (*bazaar.ASKERS, town.DISTRICT, town.OTHER_SECRETARY, town.LIAISON)


def _decided(decisions):
    def decide(what, one, by, now):
        return list(decisions[type(what.command)](what.command, one, by, bazaar.CITY, now))

    return decide


def _listed(name, shape, machine, born, decisions, asked, **more):
    """One of the simple ones: its owner and deadline lie in its state."""
    command, by, facts = born
    first = list(decisions[type(command)](command, None, by, bazaar.CITY, NOON, facts))
    life = Life(
        name=name,
        shape=shape,
        city=bazaar.CITY,
        since=NOON,
        starts=[],
        standing=lambda one: {
            "": Standing(
                machine, one.stage, one.owner.at if one.owner else None, one.due_at,
                over=None if machine else one.stage in resource.OVER,
            )
        },
        asks=lambda *_: [Ask(one) for one in asked],
        decide=_decided(decisions),
        commands=frozenset(decisions) - {type(command)},
        people=lambda _: PEOPLE,
        **more,
    )  # fmt: skip
    life.starts.append(life.folded(None, first))
    return life


def _told(on, *said):
    """What an offer says of it."""
    return lambda one, now: on(*said, one, bazaar.CITY, now)


REGISTRATION = _listed(
    "registration",
    REGISTRATIONS,
    REGISTRATION_LIFE,
    (reg.Register(at="c1"), bazaar.MEMBER, registrations.Arrival("R-1")),
    registrations.DECISIONS,
    (
        reg.ConfirmRegistration(),
        reg.RefuseRegistration(**SAID),
        reg.ReviewRegistration(result="good"),
        reg.LeaveRegistration(**SAID),
    ),
    tick=lambda one, now: registrations.tick(one, bazaar.CITY, now),
)
STATED = sup.StateNeed(text="A ramp", point=town.POINT, address="x")
NEED = _listed(
    "need",
    NEEDS,
    need.NEED_LIFE,
    (STATED, town.RESIDENT, stating.Stating("N-1", town.HERE)),
    stating.DECISIONS,
    (sup.WithdrawNeed(**SAID),),
    tick=lambda one, now: meeting.tick(one, bazaar.CITY, now),
    words=[
        told
        for offer in ("of-1", "of-2")
        for told in (
            _told(meeting.on_made, offer),
            _told(meeting.on_taken, offer, "water"),
            _told(meeting.on_over, offer),
            _told(meeting.on_done, offer, "It is there"),
        )
    ],
)
LENT = sup.ListResource(
    unit="water", title="Pipes mended", text="On Saturdays", at="c1", ends_at=NOON + 400 * HOUR
)
RESOURCE = _listed(
    "resource",
    RESOURCES,
    None,
    (LENT, town.LIAISON, "RS-1"),
    listing.DECISIONS,
    (sup.WithdrawResource(**SAID),),
    tick=lambda one, now: holding.tick(one, bazaar.CITY, now),
    words=[
        lambda one, _, on=on, offer=offer: on(offer, one)
        for on in (holding.on_asked, holding.on_freed, holding.on_used)
        for offer in ("of-1", "of-2")
    ],
)
EMERGENCY = _listed(
    "emergency",
    EMERGENCIES,
    emergency.EMERGENCY_LIFE,
    (urgent.DeclareEmergency(at="hc", **SAID), town.DISTRICT, ("E-1", False)),
    emergency.DECISIONS,
    (urgent.ProlongEmergency(**SAID), urgent.EndEmergency(**SAID)),
    tick=lambda one, now: emergency.tick(one, bazaar.CITY, now),
)

LIVES = (OFFER, REGISTRATION, NEED, RESOURCE, EMERGENCY)
