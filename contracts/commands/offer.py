"""What may be asked of an offer: make it, claim it, do it, confirm it."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from contracts.commands.command import Command
from contracts.moments import Moment, Sent
from contracts.offering import (
    Attendance,
    Beneficiary,
    Circle,
    Hours,
    OfferKind,
    Places,
    Shift,
    Stars,
)
from contracts.words import Id, Line, Photos, Point, Words

Skills = Annotated[tuple[Id, ...], Field(max_length=10)]


class ConcernStated(BaseModel):
    """One thing the offer shall settle: in words, or a case, or a need of the list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Words
    case_id: Id | None = None
    need_id: Id | None = None


class MakeOffer(Command):
    """Call members, order a service, wish for something, post a duty, muster a pool.

    A community's or street's is published (an order: dispatched) at once; anybody else's waits for
    the community.
    """

    kind: OfferKind
    title: Line
    text: Words
    point: Point
    address: Line
    category: Id | None = None
    skills: Skills = ()
    places: Places = 1
    circle: Circle = Circle.COMMUNITY
    starts_at: Moment | None = None
    ends_at: Moment | None = None
    shifts: Annotated[tuple[Annotated[Shift, Sent], ...], Field(max_length=50)] = ()
    """Turns of duty; their places together are the places."""
    teams: Annotated[tuple[Id, ...], Field(max_length=20)] = ()
    concerns: Annotated[tuple[ConcernStated, ...], Field(max_length=20)] = ()
    beneficiary: Beneficiary | None = None
    resource_id: Id | None = None
    whistle_id: Id | None = None
    photos: Photos = ()
    draft: bool = False
    """Keep it as a draft even when a community asks."""


class PublishOffer(Command):
    """Let people claim it 发布; also an order that no unit took."""

    places: Places | None = None
    skills: Skills | None = None
    close_at: Moment | None = None


class DispatchOffer(Command):
    """派单: ask these resources one after another; without any, those that fit best."""

    resources: Annotated[tuple[Id, ...], Field(max_length=10)] = ()


class DeclineOffer(Command):
    """The unit that is asked cannot; the next one is asked."""

    reason: Words


class ClaimOffer(Command):
    """Take a place 报名、认领、接单."""

    shift: Id | None = None
    team: Id | None = None
    unit: Id | None = None
    """The organisation it is taken for, when it is not for oneself."""


class AssignOffer(Command):
    """Put somebody of the pool on duty in an emergency."""

    account: Id
    shift: Id | None = None


class ReleaseOffer(Command):
    """Give a place back before its time; after that the community may let somebody go 准假."""

    claim_id: Id | None = None
    """Whom the community lets go; one's own place when none is named."""
    reason: Words


class ArriveOnOffer(Command):
    """到岗: on duty, or begin to serve."""

    claim_id: Id | None = None
    """Whom the community signs in; one's own when none is named."""
    point: Point | None = None
    photos: Photos = ()


class ReportFinding(Command):
    """A patrol saw something: it becomes a case."""

    category: Id
    text: Words
    point: Point
    address: Line
    photos: Photos = ()


class FinishOffer(Command):
    """Done, or relieved from post."""

    claim_id: Id | None = None
    """Whom the community signs off; one's own when none is named."""
    text: Words
    hours: Hours | None = None
    """Without them the time on duty counts."""
    photos: Photos = ()


class IntroduceOffer(Command):
    """Let one claimer know whom the wish is for."""

    claim_id: Id


class ConfirmOffer(Command):
    """Confirm who came and what was done; who is not named came if they said so."""

    attendance: Annotated[tuple[Attendance, ...], Field(max_length=1000)] = ()
    result: Words
    unsettled: Annotated[tuple[Id, ...], Field(max_length=20)] = ()
    """Ids of the concerns that are not settled."""


class RateOffer(Command):
    """Whoever ordered it says how it was."""

    stars: Stars
    words: Words | None = None


class SendBackOffer(Command):
    """Not good enough: again."""

    reason: Words


class PassUpOffer(Command):
    """The community has nobody for it: the street's turn."""

    reason: Words


class RefuseOffer(Command):
    """Do not take it up, with a reason."""

    reason: Words


class CancelOffer(Command):
    """Call it off, with a reason."""

    reason: Words
