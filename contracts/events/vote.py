"""What response says about a vote: a proposal is put, ballots are cast, the result is counted."""

from typing import ClassVar

from pydantic import AwareDatetime

from contracts.events.task import TaskEvent
from contracts.steps import StepClock
from contracts.voting import Ballot, Cast, Tally, Voter, VoteRule
from contracts.words import Id, Line, Words


class TaskVotePut(TaskEvent):
    """A proposal is put to the vote: from now until it closes each on the roll has one ballot."""

    type: ClassVar[str] = "task.vote_put"

    vote: int
    """The number of the vote on this file, from 1."""
    motion: Words
    rule: VoteRule
    closes_at: AwareDatetime
    entitled: int
    """All who may vote, whether they are on the roll or stay away."""
    area: float | None = None
    """Square metres of all of them, where areas count."""
    roll: tuple[Voter, ...]
    clocks: tuple[StepClock, ...] = ()


class TaskBallotCast(TaskEvent):
    """Somebody voted, or changed their mind; of a secret vote readers learn that, not how."""

    type: ClassVar[str] = "task.ballot_cast"

    vote: int
    entry: int
    account: Id | None = None
    person: Line | None = None
    ballot: Ballot
    by_hand: bool = False
    secret: bool = False


class TaskVoteClosed(TaskEvent):
    """The time was over, or whoever convened closed it: this is what came of it."""

    type: ClassVar[str] = "task.vote_closed"

    vote: int
    tally: Tally
    cast: tuple[Cast, ...] = ()
    """Every ballot as it counted; none of a secret vote."""
