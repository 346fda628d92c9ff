"""Cases, as intake tells them. No department ever gets a tag here: it sees its task instead."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from contracts.events import case as c
from contracts.events import case_handed as handed
from contracts.events import case_ruling as r
from contracts.events.event import Event
from contracts.events.order import CaseOrdered
from contracts.lifecycle import CASE_LIFE, CaseStage
from gateway.fold import Fields, Fold, Folded, Folds
from gateway.kinds.case_work import WRITES as WORK
from gateway.kinds.case_work import looks
from gateway.kinds.kind import Kind, listed, person, stages, where
from gateway.writes import below, both, sets, takes

_OWNED = takes("owner", "due_at", held_by="owner")
_OVER = sets(owner=None, due_at=None)
_GOING = sets(stuck=None)
"""It is seen to, or done: not stuck until that is said anew."""


def _reporter(event: Any) -> Fields:
    return {f"reporters/{event.reporter}": True}


def _joined(event: c.CaseJoined) -> Fields:
    promised = {f"promised/{event.case_id}": min(event.promises)} if event.promises else {}
    return {**_reporter(event), **promised}


_WRITES: Mapping[type[Event], Fold] = {
    c.CaseReported: both(
        _OWNED,
        _reporter,
        takes("number", "category", "text", "place", "photos", "confidential", "about"),
        lambda event: {"channel": event.through or event.channel},
        takes("origin", "on_behalf_of", "group", "order", "mandate", "source", "seen_at"),
        takes("split_from", "copied_to", "promises"),
        looks("sorting"),
    ),
    c.CaseSorted: both(
        _OWNED, takes("category", "urgency", "sphere", "crosses", "standard", "opens")
    ),
    c.CaseAnswered: both(_OWNED, _GOING, takes(feedback="text")),
    c.CaseMerged: both(_OVER, takes("reason", merged_into="into")),
    c.CaseJoined: _joined,
    c.CaseRefused: both(_OVER, takes("reason", "pointer", "route")),
    c.CaseWithdrawn: both(_OVER, takes("reason")),
    c.CaseSupplemented: lambda _: {},
    c.CaseHurried: lambda _: {},
    c.CaseEscalated: _OWNED,
    c.CaseOverdue: takes(overdue_since="was_due_at"),
    handed.CaseTransferred: both(_OWNED, takes("task_id", "department")),
    handed.CaseEntrusted: both(
        _OWNED, takes("task_id", "procedure", "law", department="responder")
    ),
    handed.CaseProlonged: _OWNED,
    handed.CaseReturned: _OWNED,
    handed.CaseWhistled: both(_OWNED, _GOING, takes("whistle_id")),
    CaseOrdered: both(_OWNED, takes("offer_id")),
    r.CaseRulingOpened: below("rulings", "ruling_id", takes("about")),
    **dict.fromkeys(
        (r.CaseRulingReferred, r.CaseRulingOverdue, r.CaseRulingLapsed, r.CaseRuled), sets()
    ),
    c.CaseSolved: both(_OWNED, _GOING, takes("result", result_photos="photos"), looks("closing")),
    c.CaseFedBack: both(_OWNED, takes(feedback="text")),
    c.CaseConfirmed: _OWNED,
    c.CaseReopened: both(_OWNED, takes(reopened="count")),
    c.CaseClosed: _OVER,
    **WORK,
    c.CaseRedacted: takes(redacted="depth"),
}

_STAGES = stages(CASE_LIFE)

FOLDS: Folds = {
    kind: both(writes, _STAGES[kind]) if kind in _STAGES else writes
    for kind, writes in _WRITES.items()
}


def tags(event: Any) -> Iterable[str]:
    """Where it is, and who reported it."""
    if hasattr(event, "place"):
        yield from where(event)
    yield from person(getattr(event, "reporter", None))


def may_be_whistled(case: Folded) -> bool:
    """Whether a whistle may be blown on it: the list of what is stuck offers candidates."""
    stage = case.get("stage")
    return stage is not None and CASE_LIFE.allows(CaseStage(stage), handed.CaseWhistled)


def facets(case: Folded) -> Mapping[str, Any]:
    """What lists narrow and sort by."""
    owner, order = case.get("owner"), cast(dict[str, Any], case.get("order") or {})
    return listed(
        case,
        stage=case.get("stage"),
        number=case.get("number"),
        category=case.get("category"),
        owner=owner["at"] if owner else None,
        due_at=case.get("due_at"),
        handed_to=case.get("department"),
        channel=case.get("channel"),
        origin=case.get("origin"),
        stuck=case.get("stuck") if may_be_whistled(case) else None,
        bundle=case.get("bundle"),
        copied_to=case.get("copied_to"),
        external=order.get("external"),
    )


CASES = Kind(
    name="cases",
    source="intake",
    born=c.CaseReported,
    folds=FOLDS,
    tags=tags,
    facets=facets,
    filters=(
        *("number", "category", "owner", "handed_to", "channel", "origin", "stuck", "bundle"),
        *("copied_to", "external"),
    ),
)
