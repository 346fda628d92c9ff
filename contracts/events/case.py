"""What intake says about a case 事项. What moves a case names its next owner and deadline."""

from typing import ClassVar

from pydantic import AwareDatetime

from contracts.channels import Behalf, GroupPost, Kin, Mandate, Order, Origin, SpecialRoute
from contracts.events.event import Event
from contracts.events.redacted import Redacted
from contracts.words import Channel, Id, Level, Line, Owner, Photos, Place, Sphere, Urgency, Words


class CaseEvent(Event):
    """Something that happened to one case; the case is the envelope's subject."""


class OwnedEvent(CaseEvent):
    """Somebody must act on the case next, by a time."""

    owner: Owner
    due_at: AwareDatetime


class CaseReported(OwnedEvent):
    """Somebody reported a problem and got a number."""

    type: ClassVar[str] = "case.reported"

    number: str
    channel: Kin
    """Roughly; `through` says it exactly."""
    category: Id
    text: Words
    place: Place
    reporter: Id
    photos: Photos = ()
    confidential: bool = False
    reported_at: AwareDatetime | None = None
    about: Id | None = None
    """Whom it reports."""
    recused: tuple[Id, ...] = ()
    """Who steps aside 回避: neither asked to handle it nor shown it."""
    through: Channel | None = None
    """The way it came; None in what was reported while there were six."""
    origin: Origin | None = None
    """Who saw it first; None in what was reported before this was asked."""
    on_behalf_of: Behalf | None = None
    group: GroupPost | None = None
    order: Order | None = None
    mandate: Mandate | None = None
    source: Line | None = None
    seen_at: AwareDatetime | None = None
    split_from: Id | None = None
    """The case whose report carried this problem too."""
    copied_to: Id | None = None
    """双派: the district that supervises what was sent straight to a street."""
    stuck_at: AwareDatetime | None = None
    """久拖不决: when it will be stuck by its age alone."""
    promises: tuple[AwareDatetime, ...] = ()
    """What the hotline was promised for what it was split off from, or what was joined to it."""
    check_by: AwareDatetime | None = None
    """By when somebody looks before it is sorted, where a rule asks for that."""


class CaseSorted(OwnedEvent):
    """Category, urgency, sphere and the level that holds it were settled."""

    type: ClassVar[str] = "case.sorted"

    category: Id
    urgency: Urgency
    sphere: Sphere
    crosses: bool
    """It needs more than one department: a whistle candidate."""
    standard: Id | None = None
    """The standard it is bound to: its limit and when it may be closed."""
    opens: tuple[Id, ...] = ()
    """三事分流: what this sphere opens, in the words of the city pack."""


class CaseAnswered(OwnedEvent):
    """Answered on the spot 当场答复; the reporters' word is awaited."""

    type: ClassVar[str] = "case.answered"

    text: Words
    reporters: tuple[Id, ...] = ()
    expired: bool = False
    """Its limit was over by then: the reporters are being asked."""


class CaseMerged(CaseEvent):
    """The same problem as an earlier case, which now has one reporter more."""

    type: ClassVar[str] = "case.merged"

    into: Id
    reporter: Id
    reason: Words
    reporters: tuple[Id, ...] = ()
    """All of them, `reporter` first, when others had been merged into it before."""
    promises: tuple[AwareDatetime, ...] = ()
    """What the hotline was promised for it, and for those."""


class CaseJoined(CaseEvent):
    """Another reporter of the same problem was linked, and will hear the end."""

    type: ClassVar[str] = "case.joined"

    reporter: Id
    case_id: Id
    """The case that was merged into this one."""
    promises: tuple[AwareDatetime, ...] = ()
    """What the hotline was promised for it: they bind this case now."""


class CaseRefused(CaseEvent):
    """Not accepted, with a reason and a pointer to who can help."""

    type: ClassVar[str] = "case.refused"

    reason: Words
    pointer: Words
    route: SpecialRoute | None = None
    """Which of the special routes it took, if one."""


class CaseWithdrawn(CaseEvent):
    """The reporter took it back."""

    type: ClassVar[str] = "case.withdrawn"

    reason: Words


class CaseSupplemented(CaseEvent):
    """The reporter added something."""

    type: ClassVar[str] = "case.supplemented"

    text: Words
    photos: Photos = ()
    again: bool = False
    """It was told as if it were new: the same person had to come twice."""


class CaseHurried(CaseEvent):
    """The reporter asked when it will be done 催办."""

    type: ClassVar[str] = "case.hurried"

    text: Words | None = None


class CaseEscalated(OwnedEvent):
    """The level that held it could not settle it and passed it up, with a reason."""

    type: ClassVar[str] = "case.escalated"

    from_level: Level
    reason: Words


class CaseOverdue(CaseEvent):
    """The owner's deadline passed; the owner's superior is told."""

    type: ClassVar[str] = "case.overdue"

    owner: Owner
    was_due_at: AwareDatetime
    next_at: AwareDatetime | None = None
    """When the clock strikes again: it goes up a level, comes back, or is said once more."""


class CaseSolved(OwnedEvent):
    """It is done, whoever did it; the reporter has yet to be told."""

    type: ClassVar[str] = "case.solved"

    result: Words
    photos: Photos = ()
    check_by: AwareDatetime | None = None
    """By when somebody looks before the reporter is told, where its standard asks for that."""


class CaseFedBack(OwnedEvent):
    """The reporters were told the result; their word is awaited."""

    type: ClassVar[str] = "case.fed_back"

    text: Words
    reporters: tuple[Id, ...]
    expired: bool = False
    """Its limit was over by then: the reporters are being asked."""


class CaseConfirmed(OwnedEvent):
    """The reporter agrees, or was silent long enough (`silent`)."""

    type: ClassVar[str] = "case.confirmed"

    silent: bool
    reporter: Id
    street: Id
    category: Id
    number: str
    recused: tuple[Id, ...] = ()
    """Who steps aside 回避: neither asked to handle it nor shown it."""
    limit_at: AwareDatetime | None = None
    """When its whole limit is over; None: it had none, as what is answered on the spot."""
    handling: int | None = None
    """How often its reporters had not agreed; None in what was said before this was told."""


class CaseReopened(OwnedEvent):
    """Not solved after all: back to its owner, with its history."""

    type: ClassVar[str] = "case.reopened"

    reason: Words
    count: int
    stuck_at: AwareDatetime | None = None
    """When it will be stuck by its age, counted anew."""


class CaseClosed(CaseEvent):
    """Told, confirmed, called back: the end."""

    type: ClassVar[str] = "case.closed"


class CaseRedacted(Redacted):
    """Its personal data were taken out: their time was over, or who reported it has left."""

    type: ClassVar[str] = "case.redacted"
