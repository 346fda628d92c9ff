"""The life of a visit, as everybody may know it. A check list that passes whole ends at once."""

from enum import StrEnum

from contracts.events import visit as v
from contracts.machine import Machine


class VisitStage(StrEnum):
    """Where a visit stands."""

    NEW = "new"
    PLANNED = "planned"
    VISITED = "visited"
    MISSED = "missed"
    FOUND = "found"
    """Hazards were found and reported."""
    RECTIFIED = "rectified"
    RECHECKED = "rechecked"


VISIT_LIFE: Machine[VisitStage] = Machine(
    {
        VisitStage.NEW: {v.VisitPlanned: VisitStage.PLANNED},
        VisitStage.PLANNED: {
            v.VisitPostponed: VisitStage.PLANNED,
            v.VisitRecorded: VisitStage.VISITED,
            v.VisitHazardsFound: VisitStage.FOUND,
            v.VisitMissed: VisitStage.MISSED,
            v.VisitRecomputed: VisitStage.PLANNED,
        },
        VisitStage.FOUND: {
            v.VisitRectified: VisitStage.RECTIFIED,
            v.VisitOverdue: VisitStage.FOUND,
            v.VisitRecomputed: VisitStage.FOUND,
        },
        VisitStage.RECTIFIED: {
            v.VisitRechecked: VisitStage.RECHECKED,
            v.VisitRecheckFailed: VisitStage.FOUND,
            v.VisitOverdue: VisitStage.RECTIFIED,
            v.VisitRecomputed: VisitStage.RECTIFIED,
        },
        VisitStage.VISITED: {},
        VisitStage.MISSED: {},
        VisitStage.RECHECKED: {},
    }
)
