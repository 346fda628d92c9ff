"""The life of an offer and of each claim in it, as everybody may know it.

Rule 1: every stage and every legal move is in these tables and nowhere else.
Rule 2: the words for a stage depend on the kind (`offer.<kind>.<stage>` in the city pack): an order
is dispatched, accepted, serving, done, rated; a wish is collected, published, claimed, granted.
"""

from enum import StrEnum

from contracts.events import claim as c
from contracts.events import offer as o
from contracts.events.event import Event
from contracts.machine import Machine


class OfferStage(StrEnum):
    """Where an offer stands."""

    NEW = "new"
    PROPOSED = "proposed"
    OPEN = "open"
    FILLED = "filled"
    SERVING = "serving"
    DONE = "done"
    CONFIRMED = "confirmed"
    RATED = "rated"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class ClaimStage(StrEnum):
    """Where one claim stands."""

    NEW = "new"
    CLAIMED = "claimed"
    ON_DUTY = "on_duty"
    DONE = "done"
    CONFIRMED = "confirmed"
    MISSED = "missed"
    RELEASED = "released"
    LAPSED = "lapsed"


_OFF: dict[type[Event], OfferStage] = {o.OfferCancelled: OfferStage.CANCELLED}

OFFER_LIFE: Machine[OfferStage] = Machine(
    {
        OfferStage.NEW: {o.OfferProposed: OfferStage.PROPOSED},
        OfferStage.PROPOSED: {
            **_OFF,
            o.OfferPublished: OfferStage.OPEN,
            o.OfferDispatched: OfferStage.OPEN,
            o.OfferPassedUp: OfferStage.PROPOSED,
            o.OfferRefused: OfferStage.REFUSED,
            o.OfferOverdue: OfferStage.PROPOSED,
            o.OfferRecomputed: OfferStage.PROPOSED,
        },
        OfferStage.OPEN: {
            **_OFF,
            o.OfferDeclined: OfferStage.OPEN,
            o.OfferDispatched: OfferStage.OPEN,
            o.OfferExhausted: OfferStage.PROPOSED,
            o.OfferFilled: OfferStage.FILLED,
            o.OfferMustered: OfferStage.OPEN,
            o.OfferBegun: OfferStage.SERVING,
            o.OfferExpired: OfferStage.EXPIRED,
            o.OfferRecomputed: OfferStage.OPEN,
        },
        OfferStage.FILLED: {
            **_OFF,
            o.OfferExpired: OfferStage.EXPIRED,
            o.OfferReopened: OfferStage.OPEN,
            o.OfferMustered: OfferStage.FILLED,
            o.OfferBegun: OfferStage.SERVING,
            o.OfferOverdue: OfferStage.FILLED,
            o.OfferRecomputed: OfferStage.FILLED,
        },
        OfferStage.SERVING: {
            **_OFF,
            o.OfferExpired: OfferStage.EXPIRED,
            o.OfferReopened: OfferStage.OPEN,
            o.OfferMustered: OfferStage.SERVING,
            o.OfferDone: OfferStage.DONE,
            o.OfferOverdue: OfferStage.SERVING,
            o.OfferRecomputed: OfferStage.SERVING,
        },
        OfferStage.DONE: {
            **_OFF,
            o.OfferSentBack: OfferStage.SERVING,
            o.OfferConfirmed: OfferStage.CONFIRMED,
            o.OfferRated: OfferStage.RATED,
            o.OfferOverdue: OfferStage.DONE,
            o.OfferRecomputed: OfferStage.DONE,
        },
        OfferStage.CONFIRMED: {},
        OfferStage.RATED: {},
        OfferStage.REFUSED: {},
        OfferStage.CANCELLED: {},
        OfferStage.EXPIRED: {},
    }
)

CLAIM_LIFE: Machine[ClaimStage] = Machine(
    {
        ClaimStage.NEW: {c.ClaimMade: ClaimStage.CLAIMED},
        ClaimStage.CLAIMED: {
            c.ClaimIntroduced: ClaimStage.CLAIMED,
            c.ClaimArrived: ClaimStage.ON_DUTY,
            c.ClaimReleased: ClaimStage.RELEASED,
            c.ClaimLapsed: ClaimStage.LAPSED,
            c.ClaimConfirmed: ClaimStage.CONFIRMED,
            c.ClaimMissed: ClaimStage.MISSED,
        },
        ClaimStage.ON_DUTY: {
            c.ClaimIntroduced: ClaimStage.ON_DUTY,
            c.PatrolFound: ClaimStage.ON_DUTY,
            c.ClaimDone: ClaimStage.DONE,
            c.ClaimConfirmed: ClaimStage.CONFIRMED,
            c.ClaimMissed: ClaimStage.MISSED,
        },
        ClaimStage.DONE: {
            o.OfferSentBack: ClaimStage.ON_DUTY,
            c.ClaimIntroduced: ClaimStage.DONE,
            c.ClaimArrived: ClaimStage.ON_DUTY,
            c.ClaimConfirmed: ClaimStage.CONFIRMED,
            c.ClaimMissed: ClaimStage.MISSED,
        },
        ClaimStage.CONFIRMED: {},
        ClaimStage.MISSED: {},
        ClaimStage.RELEASED: {},
        ClaimStage.LAPSED: {},
    }
)
"""An offer that is sent back puts all who were done on duty again, without an event each."""
