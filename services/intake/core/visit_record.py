"""A visit is made, and its hazards are looked at again.

Rule 1: a check list is answered whole: every point is in order or has a finding of its own.
Rule 2: each trouble gets the id of its case here, so that it opens once however often it is heard.
"""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from contracts.actor import Actor
from contracts.city import City
from contracts.commands import visit as ask
from contracts.events.event import Event
from contracts.events.visit import (
    VisitHazardsFound,
    VisitRechecked,
    VisitRecheckFailed,
    VisitRecorded,
    VisitRectified,
)
from contracts.refusals import NotSo
from contracts.visiting import Finding, FindingKind, Found
from services.intake.core.entry import FAST_CLOCK
from services.intake.core.visit import Visit


def record(
    command: ask.RecordVisit, visit: Visit, actor: Actor, city: City, now: datetime, *, facts: str
) -> Sequence[Event]:
    """Say what was found there.

    Args:
        facts: the id of the visit, from which the cases it opens get theirs.
    """
    if command.visited_at > now + FAST_CLOCK:
        raise NotSo("time_in_future", field="visited_at")
    _check_points(command, visit)
    findings = tuple(
        _settled(n, found, visit, city, facts) for n, found in enumerate(command.findings)
    )
    went: dict[str, Any] = {
        "visited_at": command.visited_at,
        "findings": findings,
        "passed": command.passed,
        "risk": visit.risk,
        "case_id": visit.case_id,
    }
    if not any(finding.item for finding in findings):
        return [VisitRecorded(**went)]
    return [VisitHazardsFound(**went, owner=visit.owner, due_at=_again(visit, city, now))]


def _check_points(command: ask.RecordVisit, visit: Visit) -> None:
    items = {check.item for check in visit.checks}
    failed = [finding.item for finding in command.findings if finding.item]
    answered = [*command.passed, *failed]
    if unknown := set(answered) - items:
        raise NotSo("unknown_point", field="findings", item=min(unknown))
    if missing := items - set(answered):
        raise NotSo("check_list_incomplete", field="passed", missing=sorted(missing))
    if set(command.passed) & set(failed):
        raise NotSo("passed_and_failed", field="passed")


def _settled(n: int, found: Found, visit: Visit, city: City, id: str) -> Finding:
    """The finding as it is kept: a trouble with its category and the case it opens."""
    finding = Finding(**dict(found))
    if finding.item and finding.kind is not FindingKind.TROUBLE:
        raise NotSo("hazard_is_trouble", field="findings", item=finding.item)
    if finding.kind is not FindingKind.TROUBLE:
        return finding
    points = {check.item: check.category for check in visit.checks}
    category = finding.category or points.get(finding.item or "", visit.category)
    if not city.knows_category(category):
        raise NotSo("unknown_category", field="findings")
    case_id = f"case-{sha256(f'{id} {n}'.encode()).hexdigest()[:16]}"
    return finding.model_copy(update={"category": category, "case_id": case_id})


def _again(visit: Visit, city: City, now: datetime) -> datetime:
    assert visit.recheck, "only a check list has hazards"
    return city.due(visit.owner.at, now, visit.recheck).at


def rectify(
    command: ask.RectifyVisit, visit: Visit, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """The hazards are said to be gone."""
    due_at = _again(visit, city, now)
    return [
        VisitRectified(text=command.text, photos=command.photos, owner=visit.owner, due_at=due_at)
    ]


def recheck(
    command: ask.RecheckVisit, visit: Visit, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """The second look: gone for good, or to be rectified again."""
    told: dict[str, Any] = {"text": command.text, "photos": command.photos}
    if command.gone:
        return [VisitRechecked(**told)]
    return [VisitRecheckFailed(**told, owner=visit.owner, due_at=_again(visit, city, now))]
