"""Homes as their readers see them."""

from datetime import date

from pydantic import AwareDatetime

from contracts.events.household import FactSource
from contracts.views.case import CaseRow
from contracts.views.view import Moment, Next, View
from contracts.words import Owner, Place


class BindingView(View):
    """Somebody's request to be bound to a door, and what became of it."""

    id: str
    version: int
    household_id: str
    stage: str
    at: str
    address: str
    resident: str | None = None
    """Who asks; None for another who lives there."""
    name: str | None = None
    """In full for oneself and for whoever vouches; one character for others who live there."""
    owner: Owner | None = None
    reason: str | None = None
    created_at: AwareDatetime
    updated_at: AwareDatetime
    next: Next
    timeline: tuple[Moment, ...]


class KnownFact(View):
    """A fact of a home."""

    kind: str
    value: int
    known_from: FactSource
    observed_on: date
    keep_until: AwareDatetime


class KnownHome(View):
    """What intake knows of a home; for the gateway only, which masks it."""

    id: str
    at: str
    door: str
    place: Place
    residents: tuple[str, ...]
    facts: tuple[KnownFact, ...]


class FactView(KnownFact):
    """A fact with its words."""

    label_zh: str
    label_en: str


class PolicyView(View):
    """What the rules say of a fact or a matter 提情知策."""

    about: str
    """The kind of fact, or the category."""
    zh: str
    en: str


class MemberView(View):
    """Somebody bound to a home, and what is open with them 提人知事."""

    name: str | None = None
    """Masked as everywhere for who works there."""
    matters: tuple[CaseRow, ...]
    """How each stands is in its stage and in what comes next 提事知情."""


class HouseholdView(View):
    """四提必知: the home, who lives there, what is open with them, and what the rules say."""

    id: str
    address: str
    grid: str
    facts: tuple[FactView, ...]
    members: tuple[MemberView, ...]
    policies: tuple[PolicyView, ...]
