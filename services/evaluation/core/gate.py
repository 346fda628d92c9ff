"""What every act on an assessment passes: it is there, it is time, and nobody judges their own."""

from collections.abc import Mapping

from contracts.actor import Actor, Role
from contracts.events.evaluation import AssessmentAppealed, AssessmentRuled, AssessmentScored
from contracts.events.event import Event
from contracts.refusals import NotNow, NotThere, NotYours
from services.evaluation.core.assessment import ASSESSMENT_LIFE, Assessment

RESPONDERS = frozenset({Role.DEPARTMENT_LIAISON, Role.DEPARTMENT_HEAD})

ACTS: Mapping[str, type[Event]] = {
    "assessments": AssessmentScored,
    "appeal": AssessmentAppealed,
    "rule": AssessmentRuled,
}
"""What each act, by the last word of its path, says of an assessment."""


def known(assessment: Assessment | None) -> Assessment:
    """Return the assessment that must be there."""
    if assessment is None:
        raise NotThere("not_found")
    return assessment


def impartial(actor: Actor, *units: str) -> None:
    """Refuse somebody who belongs to what is judged."""
    if any(post.at in units for post in actor.posts):
        raise NotYours("own_unit")


def in_time(act: str, assessment: Assessment) -> None:
    """Refuse an act whose time it is not, naming the acts whose time it is."""
    if not ASSESSMENT_LIFE.allows(assessment.stage, ACTS[act]):
        raise NotNow("illegal_move", state=assessment.stage, allowed=allowed(assessment))


def allowed(assessment: Assessment) -> tuple[str, ...]:
    """Return the acts the assessment is open to, as the last words of their paths."""
    return tuple(
        act for act, kind in ACTS.items() if ASSESSMENT_LIFE.allows(assessment.stage, kind)
    )


def about(assessment: Assessment) -> Mapping[str, str]:
    """Return what every event of this assessment says."""
    return {"whistle_id": assessment.whistle_id, "department": assessment.department}
