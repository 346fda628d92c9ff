"""Doors of homes: who is bound to one, and what is written down of it."""

from contracts.actor import Role
from contracts.commands import household
from contracts.commands.routes.roles import COMMUNITY, UNIT_HEADS
from contracts.commands.routes.route import Route

NEIGHBOURS = frozenset(
    {
        *(Role.RESIDENT, Role.UNIT_HEAD, Role.BUILDING_HEAD, Role.PARTY_MEMBER),
        *(Role.VOLUNTEER, Role.MEDIATOR),
    }
)
"""Who lives here, and may say where."""
VOUCHERS = UNIT_HEADS | COMMUNITY | {Role.STREET_STAFF, Role.STREET_COMMANDER}
"""Who may say that somebody lives there: the unit head, and whoever it is passed up to."""
TERMINAL = frozenset({Role.GRID_WORKER})
"""The grid is where facts are collected 信息采集."""


def _door(binding_id: str, _: object) -> str:
    return binding_id.rsplit("-", 1)[0]


HOUSEHOLDS: tuple[Route, ...] = (
    Route("/bindings", household.AskBinding, "intake", NEIGHBOURS, prefix="hh-"),
    Route("/bindings/{id}/verify", household.VerifyBinding, "intake", VOUCHERS, target=_door),
    Route("/bindings/{id}/refuse", household.RefuseBinding, "intake", VOUCHERS, target=_door),
    Route(
        "/bindings/{id}/end", household.EndBinding, "intake", VOUCHERS | NEIGHBOURS, target=_door
    ),
    Route("/household-facts", household.RecordFact, "intake", TERMINAL, prefix="hh-"),
    Route("/households/{id}/drop-fact", household.DropFact, "intake", TERMINAL),
)
