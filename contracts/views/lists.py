"""Registrations, the three lists and a district's emergency mode, as their readers see them."""

from pydantic import AwareDatetime

from contracts.offering import Society
from contracts.views.view import Next, View


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
