"""Doors of offers: made, claimed, done, confirmed."""

from contracts.actor import Role
from contracts.commands import offer as ask
from contracts.commands.routes.roles import COMMUNITY, RESPONDERS, STAFF
from contracts.commands.routes.route import Route

KEEPERS = COMMUNITY | {
    *(Role.STREET_STAFF, Role.STREET_COMMANDER, Role.DISTRICT_SUPERVISOR),
    Role.SOCIAL_WORKER,
}
"""They answer for an offer: its community, its street, the district in an emergency; for social
needs the social-work station."""
CLAIMERS = (
    RESPONDERS
    | STAFF
    | {Role.RESIDENT, Role.PARTY_MEMBER, Role.VOLUNTEER, Role.UNIT_HEAD, Role.PROPERTY_MANAGER}
)
ASKERS = STAFF | {
    Role.SOCIAL_WORKER,
    Role.RESIDENT,
    Role.PARTY_MEMBER,
    Role.VOLUNTEER,
    Role.UNIT_HEAD,
}
MAKERS = KEEPERS | ASKERS

OFFERS: tuple[Route, ...] = (
    Route("/offers", ask.MakeOffer, "dispatch", MAKERS, prefix="of-"),
    Route("/offers/{id}/publish", ask.PublishOffer, "dispatch", KEEPERS),
    Route("/offers/{id}/dispatch", ask.DispatchOffer, "dispatch", KEEPERS),
    Route("/offers/{id}/decline", ask.DeclineOffer, "dispatch", RESPONDERS | KEEPERS),
    Route("/offers/{id}/claim", ask.ClaimOffer, "dispatch", CLAIMERS),
    Route("/offers/{id}/assign", ask.AssignOffer, "dispatch", KEEPERS),
    Route("/offers/{id}/release", ask.ReleaseOffer, "dispatch", CLAIMERS | KEEPERS),
    Route("/offers/{id}/arrive", ask.ArriveOnOffer, "dispatch", CLAIMERS | KEEPERS),
    Route("/offers/{id}/find", ask.ReportFinding, "dispatch", CLAIMERS),
    Route("/offers/{id}/done", ask.FinishOffer, "dispatch", CLAIMERS | KEEPERS),
    Route("/offers/{id}/introduce", ask.IntroduceOffer, "dispatch", KEEPERS),
    Route("/offers/{id}/confirm", ask.ConfirmOffer, "dispatch", KEEPERS),
    Route("/offers/{id}/rate", ask.RateOffer, "dispatch", ASKERS),
    Route("/offers/{id}/send-back", ask.SendBackOffer, "dispatch", KEEPERS | ASKERS),
    Route("/offers/{id}/pass-up", ask.PassUpOffer, "dispatch", COMMUNITY),
    Route("/offers/{id}/refuse", ask.RefuseOffer, "dispatch", KEEPERS),
    Route("/offers/{id}/cancel", ask.CancelOffer, "dispatch", KEEPERS | ASKERS),
)
