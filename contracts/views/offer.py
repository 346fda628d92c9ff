"""Offers, registrations and the three lists as their readers see them.

Rule 1: whom a wish is for, and where, is there for its community and for a claimer it agreed to.
Rule 2: who claims is there for those who look after it; everybody else sees how many.
"""

from collections.abc import Mapping

from pydantic import AwareDatetime

from contracts.offering import Beneficiary, Candidate, Concern, Shift, Society
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


class RegistrationView(View):
    """One unit or member at one community."""

    id: str
    version: int
    number: str
    stage: str
    account: str
    unit: str | None = None
    unit_name: str | None = None
    at: str
    community: str
    street: str
    skills: tuple[str, ...] = ()
    corps: str | None = None
    note: str | None = None
    review: str | None = None
    reason: str | None = None
    created_at: AwareDatetime
    updated_at: AwareDatetime
    next: Next


class ResourceView(View):
    """One line of the resource list."""

    id: str
    version: int
    number: str
    stage: str
    provider: str
    society: Society | None = None
    """Which of the five 五社 gives it; None: a unit, an alliance, a project."""
    provider_name: str
    unit: str | None = None
    alliance: str | None = None
    title: str
    text: str
    skills: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    at: str
    capacity: int
    left: int
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    created_at: AwareDatetime
    updated_at: AwareDatetime
    next: Next


class NeedView(View):
    """One line of the need list."""

    id: str
    version: int
    number: str
    stage: str
    source: str
    text: str
    category: str | None = None
    skills: tuple[str, ...] = ()
    quantity: int
    urgency: str
    address: str
    community: str
    street: str
    questionnaire_id: str | None = None
    """The questionnaire it was told in."""
    offer_id: str | None = None
    unit: str | None = None
    result: str | None = None
    created_at: AwareDatetime
    updated_at: AwareDatetime
    next: Next


class DeedView(View):
    """One line of the deed list."""

    id: str
    number: str
    offer_id: str
    kind: str
    title: str
    text: str
    result: str
    street: str
    community: str | None = None
    case_id: str | None = None
    need_id: str | None = None
    units: tuple[str, ...] = ()
    unit_names: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    """Left out for the public."""
    recorded_at: AwareDatetime


class EmergencyView(View):
    """A district's emergency mode."""

    id: str
    version: int
    number: str
    stage: str
    at: str
    reason: str
    until: AwareDatetime | None = None
    created_at: AwareDatetime
    next: Next


class PostingView(View):
    """One line of a ledger."""

    id: str
    ledger: str
    """points or hours."""
    amount: float
    balance: float
    earning: str | None = None
    earning_zh: str | None = None
    earning_en: str | None = None
    number: str | None = None
    title: str | None = None
    reason: str | None = None
    reverses: str | None = None
    at: AwareDatetime


class PassbookView(View):
    """What one person or unit has earned."""

    id: str
    version: int
    account: str
    unit: bool
    stage: str
    street: str
    community: str | None = None
    points: int
    hours: float
    year: int | None = None
    year_points: int
    year_hours: float
    passed: bool
    """Both marks of the year are reached."""
    star: int
    """星级志愿者, by hours and deeds."""
    stars: Mapping[str, int] = {}
    """党员星级, by year."""
    postings: tuple[PostingView, ...] = ()
    created_at: AwareDatetime
    updated_at: AwareDatetime
    next: Next
