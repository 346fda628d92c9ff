"""Doors of cases."""

from contracts.commands import case
from contracts.commands.routes.roles import HOLDERS, REPORTERS
from contracts.commands.routes.route import Route

CASES: tuple[Route, ...] = (
    Route("/cases", case.Report, "intake", REPORTERS, prefix="case-"),
    Route("/cases/{id}/sort", case.Sort, "intake", HOLDERS),
    Route("/cases/{id}/answer", case.Answer, "intake", HOLDERS),
    Route("/cases/{id}/merge", case.Merge, "intake", HOLDERS),
    Route("/cases/{id}/refuse", case.Refuse, "intake", HOLDERS),
    Route("/cases/{id}/transfer", case.Transfer, "intake", HOLDERS),
    Route("/cases/{id}/entrust", case.Entrust, "intake", HOLDERS),
    Route("/cases/{id}/settle", case.Settle, "intake", HOLDERS),
    Route("/cases/{id}/escalate", case.Escalate, "intake", HOLDERS),
    Route("/cases/{id}/feed-back", case.FeedBack, "intake", HOLDERS),
    Route("/cases/{id}/confirm", case.Confirm, "intake", REPORTERS),
    Route("/cases/{id}/dispute", case.Dispute, "intake", REPORTERS),
    Route("/cases/{id}/supplement", case.Supplement, "intake", REPORTERS),
    Route("/cases/{id}/hurry", case.Hurry, "intake", REPORTERS),
    Route("/cases/{id}/withdraw", case.Withdraw, "intake", REPORTERS),
)
