"""What dispatch says about a whistle 哨 as a whole, from the moment it is blown.

Before that: `contracts.events.whistle_draft`. Its calls: `contracts.events.call`.
"""

from typing import ClassVar

from pydantic import AwareDatetime

from contracts.events.event import Event
from contracts.events.redacted import Redacted
from contracts.summons import CallRecord, Problem, ProblemEnd, Tried
from contracts.words import Danger, Grade, Id, Kind, Owner, Words


class WhistleRaised(Event):
    """The street commander whistles; every call follows as its own event."""

    type: ClassVar[str] = "whistle.raised"

    number: str
    kind: Kind
    grade: Grade
    street: Id
    problems: tuple[Problem, ...]
    departments: tuple[Id, ...]
    lead: Id
    complete_by: AwareDatetime
    ratify_by: AwareDatetime | None = None
    """Blown at once by somebody on duty: by when it must be approved after the fact."""
    tried: Words | None = None
    is_another: bool = False
    similar: tuple[Id, ...] = ()
    """Open whistles nearby on a like problem, when it was raised: this is another one."""
    shown: tuple[Tried, ...] = ()
    """Who of the street's own had tried before, as the cases' records show."""
    danger: Danger | None = None
    promised_by: AwareDatetime | None = None
    join_by: AwareDatetime | None = None
    """By when streets that were asked say whether they take part: they may from now on."""


class WhistleRatified(Event):
    """Approved after the fact."""

    type: ClassVar[str] = "whistle.ratified"

    opinion: Words


class WhistleUnratified(Event):
    """Nobody approved it in time; said again at `ratify_by`."""

    type: ClassVar[str] = "whistle.unratified"

    was_due_at: AwareDatetime
    ratify_by: AwareDatetime
    tell: tuple[Id, ...]


class WhistleJoined(Event):
    """Another street takes part."""

    type: ClassVar[str] = "whistle.joined"

    street: Id
    opinion: Words


class WhistleDeclined(Event):
    """A street that was asked does not take part."""

    type: ClassVar[str] = "whistle.declined"

    street: Id
    reason: Words


class WhistleUnjoined(Event):
    """Streets that were asked to take part have not said so."""

    type: ClassVar[str] = "whistle.unjoined"

    streets: tuple[Id, ...]
    was_due_at: AwareDatetime
    tell: tuple[Id, ...]


class LeadChanged(Event):
    """Another responder leads now 变更牵头."""

    type: ClassVar[str] = "whistle.lead_changed"

    task_id: Id
    reason: Words


class WhistleReminded(Event):
    """The commander reminded those who have not answered 催办."""

    type: ClassVar[str] = "whistle.reminded"

    task_ids: tuple[Id, ...]
    text: Words
    count: int
    reminded_at: AwareDatetime | None = None


class WhistleMustered(Event):
    """Everybody called has arrived."""

    type: ClassVar[str] = "whistle.mustered"


class WhistleSolved(Event):
    """Every responder says it is done; the street must confirm."""

    type: ClassVar[str] = "whistle.solved"

    due_at: AwareDatetime
    since: AwareDatetime | None = None
    """When the limit that ends at `due_at` began."""


class WhistleResumed(Event):
    """A call was sent back, or one more was called: it is not solved yet."""

    type: ClassVar[str] = "whistle.resumed"


class WhistleConfirmed(Event):
    """销哨: the street confirms. Problems and whistles are counted apart."""

    type: ClassVar[str] = "whistle.confirmed"

    number: str
    street: Id
    kind: Kind
    ends: tuple[ProblemEnd, ...]
    problems: tuple[Problem, ...]
    records: tuple[CallRecord, ...]
    result: Words
    due_at: AwareDatetime | None = None
    """By when every responder shall be judged."""
    since: AwareDatetime | None = None
    """When the limit that ends at `due_at` began."""
    joint: tuple[Id, ...] = ()
    """Other streets asked to take part: they see it, too."""


class WhistleAssessed(Event):
    """Every responder was judged; the street may close."""

    type: ClassVar[str] = "whistle.assessed"

    due_at: AwareDatetime | None = None
    """By when the street shall close the file."""
    since: AwareDatetime | None = None
    """When the limit that ends at `due_at` began."""


class WhistleClosed(Event):
    """The file is complete."""

    type: ClassVar[str] = "whistle.closed"


class WhistleWithdrawn(Event):
    """撤哨 before it was solved, with a reason."""

    type: ClassVar[str] = "whistle.withdrawn"

    reason: Words
    case_ids: tuple[Id, ...] = ()


class WhistleEscalated(Event):
    """The street passes the whole matter up to the district."""

    type: ClassVar[str] = "whistle.escalated"

    reason: Words
    answer_by: AwareDatetime


class WhistleOverdue(Event):
    """Whoever owes the whistle's next step is late; said again at `due_at` until it is taken."""

    type: ClassVar[str] = "whistle.overdue"

    owner: Owner
    was_due_at: AwareDatetime
    due_at: AwareDatetime
    tell: tuple[Id, ...]
    since: AwareDatetime | None = None
    """When the limit that ends at `due_at` began."""


class WhistleRedacted(Redacted):
    """Its personal data were taken out: their time was over, or who reported it has left."""

    type: ClassVar[str] = "whistle.redacted"
