"""What dispatch remembers of one offer: what is called for, who takes which place, who must act.

Rule 1: an offer and its claims are one document, so N places are never taken N+1 times.
Rule 2: `stage` is as everybody knows it (`contracts.offer_life`); how many places are free is
counted from the claims and never kept twice.
Rule 3: until it is over an offer has an owner and a `due_at`; a claim may have a clock beside it.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.offer_life import OFFER_LIFE, ClaimStage, OfferStage
from contracts.offering import Candidate, Concern, OfferKind, Shift
from contracts.refusals import NotThere
from contracts.words import Level, Line, Owner, Place

TAKEN: Final = frozenset({ClaimStage.CLAIMED, ClaimStage.ON_DUTY, ClaimStage.DONE})
"""Stages in which a claim holds its place."""
CAME: Final = frozenset({ClaimStage.ON_DUTY, ClaimStage.DONE})
NO_END: Final = timedelta(days=1)
"""How long after its start nobody may be said to have missed it, where no end was told. Ours."""


class Claim(BaseModel):
    """One place somebody has taken."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    account: str
    unit: str | None = None
    team: str | None = None
    shift: str | None = None
    stage: ClaimStage
    made_at: AwareDatetime
    start_by: AwareDatetime | None = None
    arrived_at: AwareDatetime | None = None
    done_at: AwareDatetime | None = None
    hours: float | None = None
    """As they said."""
    introduced: bool = False
    excused: bool = False
    """It was said to be missed, and that was taken back: it keeps nobody from claiming."""
    on_behalf: str | None = None

    @property
    def live(self) -> bool:
        """Whether it holds its place."""
        return self.stage in TAKEN


class Offer(BaseModel):
    """One call that anybody eligible may answer."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    number: str
    kind: OfferKind
    stage: OfferStage
    title: Line
    street: str
    community: str | None
    place: Place
    maker: str
    asker: str | None
    category: str | None
    skills: tuple[str, ...]
    places: int
    circle: str
    starts_at: AwareDatetime | None
    ends_at: AwareDatetime | None
    shifts: tuple[Shift, ...]
    teams: tuple[str, ...]
    concerns: tuple[Concern, ...]
    resource_id: str | None
    whistle_id: str | None
    hidden: bool
    """It is for somebody whom only the community knows."""
    home: Owner
    """Who answers for it, whoever serves."""
    owner: Owner | None
    due_at: AwareDatetime | None
    """By when its owner must act; None once it is over."""
    called_at: AwareDatetime | None = None
    """When it could first be claimed."""
    emergency: bool = False
    mustered: bool = False
    asked: Candidate | None = None
    rest: tuple[Candidate, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def over(self) -> bool:
        """Whether nothing may happen to it any more."""
        return not OFFER_LIFE.table[self.stage]

    @property
    def live(self) -> tuple[Claim, ...]:
        """The claims that hold a place."""
        return tuple(claim for claim in self.claims if claim.live)

    @property
    def left(self) -> int:
        """Places that are free."""
        return self.places - len(self.live)

    @property
    def arrived(self) -> int:
        """How many came."""
        return sum(claim.stage in CAME for claim in self.claims)

    @property
    def case_ids(self) -> tuple[str, ...]:
        """The cases it shall settle."""
        return tuple(dict.fromkeys(c.case_id for c in self.concerns if c.case_id))

    @property
    def need_ids(self) -> tuple[str, ...]:
        """The needs it shall settle."""
        return tuple(dict.fromkeys(c.need_id for c in self.concerns if c.need_id))

    def left_of(self, shift: Shift) -> int:
        """Places of one shift that are free."""
        return shift.places - sum(claim.shift == shift.id for claim in self.live)

    def begun_for(self, claim: Claim, now: datetime) -> bool:
        """Whether the time of this place has come: its turn's, else the offer's."""
        begins, ends = self._time_of(claim)
        at = begins or ends
        return at is not None and at <= now

    def missed_by(self, claim: Claim, now: datetime) -> bool:
        """Whether the time of this place is over and nobody signed in for it."""
        begins, ends = self._time_of(claim)
        at = ends or (begins and begins + NO_END)
        return claim.stage is ClaimStage.CLAIMED and at is not None and at <= now

    def _time_of(self, claim: Claim) -> tuple[datetime | None, datetime | None]:
        turn = next((shift for shift in self.shifts if shift.id == claim.shift), None)
        return (turn.starts_at, turn.ends_at) if turn else (self.starts_at, self.ends_at)

    def claim(self, claim_id: str) -> Claim:
        """Return one claim.

        Raises:
            NotThere: there is none.
        """
        for claim in self.claims:
            if claim.id == claim_id:
                return claim
        raise NotThere("unknown_claim", claim_id=claim_id)


def there(offer: Offer | None) -> Offer:
    """Return the offer.

    Raises:
        NotThere: there is none.
    """
    if offer is None:
        raise NotThere("not_found")
    return offer


def freed_by(offer: Offer) -> dict[str, Any]:
    """What is free again when the offer is over without being done."""
    return {
        "case_ids": offer.case_ids,
        "need_ids": offer.need_ids,
        "resource_id": offer.resource_id,
    }


def unit_owner(unit: str) -> Owner:
    """A unit that must act."""
    return Owner(level=Level.DEPARTMENT, at=unit)
