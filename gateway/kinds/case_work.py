"""What the work on a case writes into its view."""

from collections.abc import Mapping
from typing import Any

from contracts.events import case_work as w
from contracts.events.event import Event
from gateway.fold import Fields, Fold
from gateway.writes import below, both, sets, takes


def _checked(event: Any) -> Fields:
    return {f"checked/{event.before}": event.sound, "check": None, "check_told": None}


def looks(before: str) -> Fold:
    """What a rule asks to be looked at, and by when."""
    asked = both(takes("check_by"), sets(check=before, check_told=None))
    return lambda event: asked(event) if event.check_by else {}


def _bundled(event: Any) -> Fields:
    return {"bundle": event.bundle, "bundle_title": event.title}


def _split(event: Any) -> Fields:
    return {"text": event.keeps, **{f"parts/{part.case_id}": True for part in event.parts}}


def _recomputed(event: w.CaseRecomputed) -> Fields:
    check = {"check_by": event.check_by} if event.check_by else {}
    return {"due_at": event.due_at, **check}


WRITES: Mapping[type[Event], Fold] = {
    w.CaseSplit: _split,
    w.CaseBundled: _bundled,
    w.CaseMessaged: lambda _: {},
    w.CaseAlerted: takes(alerted="services", alert_area="area"),
    w.CaseCheckAsked: both(takes(check="before", check_by="check_by"), sets(check_told=None)),
    w.CaseCheckOverdue: takes("check_by", check_overdue="was_due_at", check_told="at"),
    w.CaseChecked: _checked,
    w.CaseVisited: below("visits", "visit_id", takes("kind", "visited_at", "findings")),
    w.CaseStuck: both(sets(stuck="yes"), takes("transfers", "returns", "age_days")),
    w.CaseExpired: takes(expired_at="limit_at"),
    w.CaseSelfHelpCalled: both(takes("owner", "due_at", held_by="owner"), sets(self_help="called")),
    w.CaseSelfHelpAgreed: both(sets(self_help="agreed"), takes("plan", "share")),
    w.CasePetitionSubmitted: both(
        sets(petition="submitted", stuck=None),
        takes(petition_to="to", petition_reference="reference", petition_law="law"),
    ),
    w.CasePetitionProlonged: sets(petition="prolonged"),
    w.CaseRecomputed: _recomputed,
    w.CasePetitionAnswered: sets(petition="answered"),
}
