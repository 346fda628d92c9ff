"""Offers as their readers see them.

Rule 1: whom a wish is for, and where, is there for its community and for a claimer it agreed to.
Rule 2: who claims is there for those who look after it; everybody else sees how many.
"""

from pydantic import AwareDatetime

from contracts.offering import Beneficiary, Candidate, Concern, Shift
from contracts.views.view import Moment, Next, View
from contracts.words import Place


class OfferRow(View):
    """An offer in a list."""

    id: str
    version: int
    number: str
    kind: str
    kind_zh: str
    kind_en: str
    stage: str
    stage_zh: str
    stage_en: str
    title: str
    street: str
    community: str | None = None
    address: str | None = None
    category: str | None = None
    skills: tuple[str, ...] = ()
    places: int
    left: int
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None
    emergency: bool = False
    created_at: AwareDatetime
    updated_at: AwareDatetime
    next: Next


class ClaimView(View):
    """One place that is taken."""

    id: str
    account: str
    unit: str | None = None
    team: str | None = None
    shift: str | None = None
    stage: str
    made_at: AwareDatetime
    start_by: AwareDatetime | None = None
    arrived_at: AwareDatetime | None = None
    done_at: AwareDatetime | None = None
    hours: float | None = None
    introduced: bool = False


class OfferView(OfferRow):
    """An offer with everything its reader may know."""

    text: str
    place: Place | None = None
    circle: str
    shifts: tuple[Shift, ...] = ()
    teams: tuple[str, ...] = ()
    concerns: tuple[Concern, ...] = ()
    beneficiary: Beneficiary | None = None
    asked: Candidate | None = None
    waiting: tuple[Candidate, ...] = ()
    """Who is asked next, in order."""
    claimed: int
    arrived: int
    claims: tuple[ClaimView, ...] = ()
    mine: ClaimView | None = None
    own: bool = False
    """The reader ordered it, or put it in."""
    mustered_after: float | None = None
    """Seconds from the call until as many were there as were called."""
    result: str | None = None
    stars: int | None = None
    words: str | None = None
    reason: str | None = None
    photos: tuple[str, ...] = ()
    timeline: tuple[Moment, ...]
