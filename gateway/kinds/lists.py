"""Registrations, resources, needs, deeds and emergencies, as dispatch tells them."""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.actor import Role
from contracts.events import deed as d
from contracts.events import emergency as e
from contracts.events import offer as o
from contracts.events import registration as r
from contracts.events import supply as s
from gateway.fold import Folded, Folds
from gateway.kinds.kind import Kind, listed, person, place, post, unit
from gateway.scopes import POOL
from gateway.writes import both, sets, takes


def _facets(view: Folded) -> Mapping[str, Any]:
    return listed(
        view,
        stage=view.get("stage"),
        number=view.get("number"),
        category=view.get("category"),
        society=view.get("society"),
        due_at=view.get("due_at"),
    )


_REGISTRATION: Folds = {
    r.Registered: both(
        sets(stage="registered"),
        takes("number", "account", "unit", "at", "street", "community", "skills", "corps"),
        takes("note", "due_at"),
    ),
    r.RegistrationConfirmed: both(sets(stage="active"), takes("due_at")),
    r.RegistrationRefused: both(sets(stage="refused", due_at=None), takes("reason")),
    r.RegistrationReviewed: both(takes("due_at", review="result")),
    r.RegistrationLeft: both(sets(stage="left", due_at=None), takes("reason")),
    r.RegistrationOverdue: takes("due_at"),
    r.RegistrationRecomputed: takes("due_at"),
    r.RegistrationRedacted: takes(redacted="depth"),
}


def _registration_tags(event: Any) -> Iterable[str]:
    """The community and street, the person, the unit."""
    if isinstance(event, r.Registered):
        yield from place(event.at, event.community, event.street)
        yield from person(event.account)
        yield from unit(event.unit)


REGISTRATIONS = Kind(
    name="registrations",
    source="dispatch",
    born=r.Registered,
    folds=_REGISTRATION,
    tags=_registration_tags,
    facets=_facets,
    filters=("number",),
)

_MOVED = takes("stage", "left")

_RESOURCE: Folds = {
    s.ResourceListed: both(
        takes(
            "number", "stage", "provider", "society", "provider_name", "unit", "alliance", "title"
        ),
        takes("text", "skills", "categories", "at", "capacity", "starts_at", "ends_at"),
        takes("owner", "due_at", left="capacity"),
    ),
    s.ResourceReserved: _MOVED,
    s.ResourceFull: lambda _: {},
    s.ResourceReleased: _MOVED,
    s.ResourceUsed: _MOVED,
    s.ResourceWithdrawn: sets(stage="withdrawn", due_at=None),
    s.ResourceEnded: sets(stage="ended", due_at=None),
    s.ResourceRedacted: takes(redacted="depth"),
}


def _resource_tags(event: Any) -> Iterable[str]:
    """Everybody: what can be ordered is public."""
    if isinstance(event, s.ResourceListed):
        yield from place(event.at, event.community, event.street)
        yield from unit(event.unit)
        yield POOL


RESOURCES = Kind(
    name="resources",
    source="dispatch",
    born=s.ResourceListed,
    folds=_RESOURCE,
    tags=_resource_tags,
    facets=_facets,
    filters=("number", "society"),
)

_OWED = takes("owner", "due_at")

_NEED: Folds = {
    s.NeedStated: both(
        sets(stage="open"),
        _OWED,
        takes("number", "source", "text", "category", "skills", "quantity", "urgency"),
        takes("place", "street", "community", "asker", "stated_by", "questionnaire_id"),
    ),
    s.NeedRecomputed: takes("due_at"),
    s.NeedMatched: both(sets(stage="matched"), _OWED, takes("offer_id")),
    s.NeedAgreed: both(sets(stage="agreed"), _OWED, takes("unit")),
    s.NeedReopened: both(sets(stage="open", unit=None), _OWED),
    s.NeedDone: both(sets(stage="done", owner=None, due_at=None), takes("result")),
    s.NeedWithdrawn: sets(stage="withdrawn", owner=None, due_at=None),
    s.NeedOverdue: _OWED,
    s.NeedRedacted: takes(redacted="depth"),
}


def _need_tags(event: Any) -> Iterable[str]:
    """Where it is, and who stated it: a need is matched, never broadcast."""
    if isinstance(event, s.NeedStated):
        yield from place(*event.place.path[1:])
        yield from person(event.asker, event.stated_by)
        yield from post(Role.SOCIAL_WORKER, event.station) if event.station else ()


NEEDS = Kind(
    name="needs",
    source="dispatch",
    born=s.NeedStated,
    folds=_NEED,
    tags=_need_tags,
    facets=_facets,
    filters=("number", "category"),
)


def _deed_facets(view: Folded) -> Mapping[str, Any]:
    return {**_facets(view), "offer_id": view.get("offer_id")}


def _deed_tags(event: Any) -> Iterable[str]:
    """Everybody: what was done is public, who did it is theirs to tell."""
    if not isinstance(event, d.DeedRecorded):
        return
    yield from place(event.street, event.community)
    yield from unit(*event.units)
    yield from person(*event.accounts)
    yield POOL


DEEDS = Kind(
    name="deeds",
    source="dispatch",
    born=d.DeedRecorded,
    folds={
        d.DeedRecorded: both(
            sets(stage="done"),
            takes("offer_id", "number", "kind", "title", "text", "result", "street"),
            takes("community", "case_id", "need_id", "units", "accounts", "recorded_at"),
        ),
        o.OfferRedacted: takes(redacted="depth"),
    },
    tags=_deed_tags,
    facets=_deed_facets,
    filters=("number",),
    by="deed_id",
    part_of="offer_id",
)

_EMERGENCY: Folds = {
    e.EmergencyDeclared: both(sets(stage="on"), takes("number", "at", "reason", "owner", "due_at")),
    e.EmergencyProlonged: takes("due_at"),
    e.EmergencyEnded: sets(stage="ended", owner=None, due_at=None),
    e.EmergencyRedacted: takes(redacted="depth"),
}


def _emergency_tags(event: Any) -> Iterable[str]:
    """Everybody."""
    if isinstance(event, e.EmergencyDeclared):
        yield from place(event.at)
        yield POOL


EMERGENCIES = Kind(
    name="emergencies",
    source="dispatch",
    born=e.EmergencyDeclared,
    folds=_EMERGENCY,
    tags=_emergency_tags,
    facets=_facets,
    filters=("number",),
)
