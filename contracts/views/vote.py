"""A vote 议事表决 as those who may see the talks see it."""

from pydantic import AwareDatetime

from contracts.views.view import View


class BallotView(View):
    """How one on the roll voted, in a vote that is no secret."""

    name: str
    ballot: str | None = None
    """None: not yet, or not at all."""
    by_hand: bool = False
    area: float | None = None


class TallyView(View):
    """What came of it."""

    cast: int
    agreed: int
    against: int
    abstained: int
    area: float | None = None
    area_cast: float | None = None
    area_agreed: float | None = None
    quorum: bool
    carried: bool


class VoteView(View):
    """One vote."""

    n: int
    motion: str
    kind_zh: str
    kind_en: str
    source: str
    quorum: str
    majority: str
    secret: bool
    put_at: AwareDatetime
    closes_at: AwareDatetime
    closed_at: AwareDatetime | None = None
    open: bool
    entitled: int
    cast: int
    """How many have voted. How they did is told when it has closed."""
    mine: bool = False
    """The reader is on the roll."""
    voted: bool = False
    """The reader has voted."""
    tally: TallyView | None = None
    ballots: tuple[BallotView, ...] = ()
    """By name once it has closed; of a secret vote, and for departments, none."""
