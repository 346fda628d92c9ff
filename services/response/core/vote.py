"""A vote as a task remembers it, and how it is counted. Pure."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.events.vote import TaskBallotCast, TaskVoteClosed, TaskVotePut
from contracts.voting import Cast, Tally, Voter, VoteRule, enough


class Vote(BaseModel):
    """The latest vote of a file."""

    model_config = ConfigDict(frozen=True)

    n: int
    rule: VoteRule
    closes_at: AwareDatetime
    entitled: int
    area: float | None = None
    roll: tuple[Voter, ...]
    cast: tuple[Cast, ...] = ()
    open: bool = True
    carried: bool = False

    def voter(self, entry: int) -> Voter:
        """Who stands at a place of the roll."""
        return next(one for one in self.roll if one.entry == entry)


def counted(vote: Vote) -> Tally:
    """What came of it: everybody once, by their latest ballot."""
    votes = Counter(one.ballot for one in vote.cast)
    whole = sum(votes.values())
    areas = {
        "area": vote.area,
        "area_cast": _area(vote, vote.cast),
        "area_agreed": _area(vote, (one for one in vote.cast if one.ballot == "for")),
    }
    known = {name: float(area or 0) for name, area in areas.items()} if vote.rule.by_area else {}
    parts: list[tuple[float, float]] = [(whole, vote.entitled)]
    agreed: list[tuple[float, float]] = [(votes["for"], whole)]
    if known:
        parts.append((known["area_cast"], known["area"]))
        agreed.append((known["area_agreed"], known["area_cast"]))
    quorum = all(enough(part, of, vote.rule.quorum) for part, of in parts)
    return Tally(
        entitled=vote.entitled,
        cast=whole,
        agreed=votes["for"],
        against=votes["against"],
        abstained=votes["abstain"],
        **known,
        quorum=quorum,
        carried=quorum and all(enough(part, of, vote.rule.majority) for part, of in agreed),
    )


def put(event: TaskVotePut) -> Vote:
    """The vote that begins."""
    return Vote(
        n=event.vote,
        rule=event.rule,
        closes_at=event.closes_at,
        entitled=event.entitled,
        area=event.area,
        roll=event.roll,
    )


def cast(vote: Vote, event: TaskBallotCast) -> Vote:
    """The vote with a ballot more, or a changed one."""
    said = Cast(entry=event.entry, ballot=event.ballot, by_hand=event.by_hand)
    others = tuple(one for one in vote.cast if one.entry != event.entry)
    return vote.model_copy(update={"cast": (*others, said)})


def closed(vote: Vote, event: TaskVoteClosed) -> Vote:
    """The vote with its result."""
    return vote.model_copy(update={"open": False, "carried": event.tally.carried})


def _area(vote: Vote, ballots: Iterable[Cast]) -> Fraction:
    """Summed as it is written, so that no sum fails by a rounding."""
    return sum((Fraction(str(vote.voter(one.entry).area or 0)) for one in ballots), Fraction(0))
