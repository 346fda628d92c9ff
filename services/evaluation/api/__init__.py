"""The doors of evaluation: judging and asking, boards and figures, what is behind them, people."""

from services.evaluation.api.behind import behind_router, openings_router
from services.evaluation.api.boards import figures_router, kept_router, router
from services.evaluation.api.people import earnings_router, staff_router

__all__ = [
    "behind_router",
    "earnings_router",
    "figures_router",
    "kept_router",
    "openings_router",
    "router",
    "staff_router",
]
