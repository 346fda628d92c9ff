"""A vote among those who talk a matter over 议事表决: its rule, who may vote, and what came of it.

Rule 1: the rule is the pack's, with its source, and is kept with each vote as it was when the
proposal was put, so that a pack that changes later changes no vote.
Rule 2: whoever casts a ballot takes part, whoever abstains too; shares are of those who took part,
the quorum of all who may vote.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from contracts.words import Id, Line

Ballot = Literal["for", "against", "abstain"]
Share = Annotated[str, StringConstraints(pattern=r"^>=? [1-9]\d{0,2}/[1-9]\d{0,2}$")]
"""How much is enough: `> 1/2` more than half, `>= 2/3` two thirds or more."""
Area = Annotated[float, Field(gt=0, le=10**7, allow_inf_nan=False)]
"""Square metres of what an owner owns alone 专有部分面积."""


def enough(part: float | Fraction, whole: float | Fraction, share: Share) -> bool:
    """Whether a part is the share of a whole that is asked for; of nothing there is never enough.

    Decimals are taken as they are written, so no sum of areas fails by a rounding.
    """
    sign, _, fraction = share.partition(" ")
    of, asked = Fraction(str(whole)), Fraction(fraction)
    got = Fraction(str(part))
    return of > 0 and (got > of * asked if sign == ">" else got >= of * asked)


class VoteRule(BaseModel):
    """One kind of vote."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label_zh: Line
    label_en: Line
    source: Line
    """The law or the custom that it follows; `ours` where it is nobody else's."""
    quorum: Share
    """Of all who may vote: how many must take part."""
    majority: Share
    """Of those who take part: how many must be for it."""
    by_area: bool = False
    """Both shares are asked of the owners' areas as well as of their number."""
    secret: bool = False
    """Nobody is shown who voted how, but for response, which must let a ballot be changed."""


DEFAULTS: Final[Mapping[str, VoteRule]] = {
    "residents": VoteRule(
        label_zh="居民（代表）议事表决",
        label_en="Residents and their representatives",
        source="城市居民委员会组织法（2018）art. 9",
        quorum="> 1/2",
        majority="> 1/2",
    ),
    "residents_secret": VoteRule(
        label_zh="居民（代表）无记名表决",
        label_en="Residents, by secret ballot",
        source="城市居民委员会组织法（2018）art. 9; secrecy: ours",
        quorum="> 1/2",
        majority="> 1/2",
        secret=True,
    ),
    "owners": VoteRule(
        label_zh="业主共同决定事项（一般事项）",
        label_en="Owners' common matters, usual",
        source="民法典 art. 278",
        quorum=">= 2/3",
        majority="> 1/2",
        by_area=True,
    ),
    "owners_grave": VoteRule(
        label_zh="业主共同决定事项（筹集维修资金、改建重建、改变共有部分用途）",
        label_en="Owners' common matters, grave (raising funds, rebuilding, change of use)",
        source="民法典 art. 278, items 6 to 8",
        quorum=">= 2/3",
        majority=">= 3/4",
        by_area=True,
    ),
}
"""For a pack that says nothing of votes."""


class Voter(BaseModel):
    """Somebody who may vote: an account, or a person who was there and has none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    entry: int
    """Place on the roll, from 1."""
    account: Id | None = None
    person: Line | None = None
    area: Area | None = None


class Cast(BaseModel):
    """A ballot: the latest of whoever stands at this place of the roll."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    entry: int
    ballot: Ballot
    by_hand: bool = False
    """Shown by hand, and recorded by whoever convened."""


class Tally(BaseModel):
    """What came of a vote."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    entitled: int
    cast: int
    agreed: int
    against: int
    abstained: int
    area: float | None = None
    """Of all who may vote, where areas count; the others are parts of it."""
    area_cast: float | None = None
    area_agreed: float | None = None
    quorum: bool
    """Enough took part."""
    carried: bool
