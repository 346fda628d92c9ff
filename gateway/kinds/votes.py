"""What the views keep of votes. How somebody voted in secret is not among it."""

from contracts.events import vote as v
from gateway.fold import AT, Fields, Folds
from gateway.writes import below, both, sets, takes


def _cast(event: v.TaskBallotCast) -> Fields:
    path = f"ballots/{event.vote}-{event.entry}"
    ballot = None if event.secret else event.ballot
    return {f"{path}/ballot": ballot, f"{path}/by_hand": event.by_hand, f"{path}/at": AT}


FOLDS: Folds = {
    v.TaskVotePut: both(
        below(
            "votes",
            "vote",
            both(takes("motion", "rule", "closes_at", "entitled", "roll"), sets(put_at=AT)),
        ),
        takes(vote_open="vote"),
    ),
    v.TaskBallotCast: _cast,
    v.TaskVoteClosed: both(
        below("votes", "vote", both(takes("tally"), sets(closed_at=AT))), sets(vote_open=None)
    ),
}
