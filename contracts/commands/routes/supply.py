"""Doors of the resource and need lists."""

from contracts.commands import supply as ask
from contracts.commands.routes.offers import ASKERS, CLAIMERS, KEEPERS
from contracts.commands.routes.route import Route

LISTERS = CLAIMERS | KEEPERS

SUPPLY: tuple[Route, ...] = (
    Route("/resources", ask.ListResource, "dispatch", LISTERS, prefix="rs-"),
    Route("/resources/{id}/withdraw", ask.WithdrawResource, "dispatch", LISTERS),
    Route("/needs", ask.StateNeed, "dispatch", ASKERS, prefix="nd-"),
    Route("/needs/{id}/withdraw", ask.WithdrawNeed, "dispatch", ASKERS | KEEPERS),
)
