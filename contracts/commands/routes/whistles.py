"""Doors of whistles and of the rulings on their calls."""

from contracts.actor import Role
from contracts.commands import whistle
from contracts.commands.routes.roles import COMMANDER, COMMUNITY, RULERS, STAFF
from contracts.commands.routes.route import Route


def _whistle_of(ruling_id: str, _: object) -> str:
    return ruling_id.rsplit("-", 2)[0]


WHISTLES: tuple[Route, ...] = (
    Route("/whistles", whistle.Raise, "dispatch", STAFF, prefix="wh-"),
    Route("/whistles/{id}/endorse", whistle.Endorse, "dispatch", COMMUNITY),
    Route("/whistles/{id}/approve", whistle.Approve, "dispatch", COMMANDER),
    Route("/whistles/{id}/ratify", whistle.Ratify, "dispatch", COMMANDER),
    Route("/whistles/{id}/join", whistle.Join, "dispatch", COMMANDER),
    Route("/whistles/{id}/decline", whistle.DeclineJoin, "dispatch", COMMANDER),
    Route("/whistles/{id}/refuse", whistle.RefuseDraft, "dispatch", COMMUNITY | COMMANDER),
    Route("/whistles/{id}/return", whistle.ReturnDraft, "dispatch", COMMUNITY | COMMANDER),
    Route("/whistles/{id}/revise", whistle.ReviseDraft, "dispatch", STAFF),
    Route(
        "/whistles/{id}/remind",
        whistle.Remind,
        "dispatch",
        COMMANDER | {Role.STREET_SUPERVISOR},
    ),
    Route("/whistles/{id}/call", whistle.CallMore, "dispatch", COMMANDER),
    Route("/whistles/{id}/change-lead", whistle.ChangeLead, "dispatch", COMMANDER),
    Route("/whistles/{id}/confirm", whistle.ConfirmWhistle, "dispatch", COMMANDER),
    Route("/whistles/{id}/send-back", whistle.SendBack, "dispatch", COMMANDER),
    Route("/whistles/{id}/withdraw", whistle.WithdrawWhistle, "dispatch", COMMANDER),
    Route("/whistles/{id}/escalate", whistle.EscalateWhistle, "dispatch", COMMANDER),
    Route("/whistles/{id}/close", whistle.CloseWhistle, "dispatch", COMMANDER),
    Route("/rulings/{id}/decide", whistle.DecideRuling, "dispatch", RULERS, target=_whistle_of),
)
