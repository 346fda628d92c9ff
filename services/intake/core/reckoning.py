"""应接尽接: what became of everything that was taken in, to show that nothing is lost.

Rule 1: every stage has exactly one outcome, so the outcomes add up to all there are.
Rule 2: what is open has an owner and a time; what has not is counted, and the count must be 0.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

from contracts.lifecycle import CaseStage
from contracts.views.reconciliation import Reconciliation
from services.intake.core.case import Case

OUTCOMES: Final[Mapping[CaseStage, str]] = {
    CaseStage.CLOSED: "done",
    CaseStage.REFUSED: "not_accepted",
    CaseStage.MERGED: "merged",
    CaseStage.WITHDRAWN: "withdrawn",
    CaseStage.TRANSFERRED: "transferred",
    CaseStage.ENTRUSTED: "transferred",
    CaseStage.WHISTLED: "transferred",
}
"""The rest is open with its holder."""
ALL: Final = ("done", "transferred", "not_accepted", "merged", "withdrawn", "open")


class Sort(NamedTuple):
    """What a count is by."""

    outcome: str
    channel: str
    origin: str
    community: str | None
    level: str
    kept: bool
    """It is over, or has an owner and a time."""
    first_contact: bool
    """Answered on the spot."""
    once: bool
    """The reporter came once."""


COUNTED: Final = Sort._fields


def sort_of(case: Case) -> dict[str, Any]:
    """What this case is counted as."""
    path = case.place.path
    sort = Sort(
        outcome=OUTCOMES.get(case.stage, "open"),
        channel=case.channel.value,
        origin=case.origin.value,
        community=path[2] if len(path) > 2 else None,
        level=case.home.level.value,
        kept=not case.open or case.due_at is not None,
        first_contact=case.first_contact,
        once=case.told == 1,
    )
    return {"street": path[1] if len(path) > 1 else None, **sort._asdict()}


def reconciled(
    sorts: Mapping[Sort, int], since: datetime, until: datetime, street: str | None
) -> Reconciliation:
    """The report, from the counts."""
    total = sum(sorts.values())
    outcomes = {name: _many(sorts, "outcome", name) for name in ALL}
    answered = _many(sorts, "first_contact", True)
    return Reconciliation(
        since=since,
        until=until,
        street=street,
        total=total,
        outcomes=outcomes,
        unaccounted=total - sum(outcomes.values()),
        without_owner=_many(sorts, "kept", False),
        answered_on_the_spot=answered,
        share_on_the_spot=answered / total if total else None,
        came_more_than_once=_many(sorts, "once", False),
        by_channel=_by(sorts, "channel"),
        by_origin=_by(sorts, "origin"),
        settled_by_level=_by({s: n for s, n in sorts.items() if s.outcome == "done"}, "level"),
        proactive_by_community=_by(
            {s: n for s, n in sorts.items() if s.origin == "proactive"}, "community"
        ),
        by_community=_by(sorts, "community"),
    )


def _many(sorts: Mapping[Sort, int], name: str, value: object) -> int:
    return sum(many for sort, many in sorts.items() if getattr(sort, name) == value)


def _by(sorts: Mapping[Sort, int], name: str) -> dict[str, int]:
    values = {value for sort in sorts if (value := getattr(sort, name)) is not None}
    return {value: _many(sorts, name, value) for value in sorted(values)}
