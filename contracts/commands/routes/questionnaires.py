"""Doors of questionnaires."""

from contracts.actor import Role
from contracts.commands import questionnaire as ask
from contracts.commands.routes.roles import COMMUNITY
from contracts.commands.routes.route import Route

ASKED = frozenset(
    {
        *(Role.RESIDENT, Role.UNIT_HEAD, Role.BUILDING_HEAD),
        *(Role.PARTY_MEMBER, Role.VOLUNTEER),
    }
)
"""Who may answer, of the community that asks."""

QUESTIONNAIRES: tuple[Route, ...] = (
    Route("/questionnaires", ask.DraftQuestionnaire, "intake", COMMUNITY, prefix="qn-"),
    Route("/questionnaires/{id}/open", ask.OpenQuestionnaire, "intake", COMMUNITY),
    Route("/questionnaires/{id}/answer", ask.AnswerQuestionnaire, "intake", ASKED),
    Route("/questionnaires/{id}/close", ask.CloseQuestionnaire, "intake", COMMUNITY),
)
