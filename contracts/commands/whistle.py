"""What may be asked of a whistle, and of the rulings it needs."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from contracts.commands.command import Command
from contracts.moments import Moment
from contracts.relief import Cause
from contracts.summons import ProblemEnd, Responder
from contracts.words import Danger, Grade, Id, Kind, Line, Point, Words


class ProblemStated(BaseModel):
    """One problem of a new whistle; `case_id` when somebody reported it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Words
    category: Id
    case_id: Id | None = None


class Draft(Command):
    """What a whistle is asked for with.

    Without responders the duty list proposes them. Limits may be shortened, never lengthened.
    """

    kind: Kind
    grade: Grade | None = None
    problems: Annotated[tuple[ProblemStated, ...], Field(min_length=1, max_length=20)]
    responders: Annotated[tuple[Responder, ...], Field(max_length=20)] = ()
    point: Point
    address: Line
    reason: Words
    arrive_by: Moment | None = None
    at_once: bool = False
    """Whoever is called comes within the city's shortest time: 30 minutes by default."""
    tried: Words | None = None
    """What the street's own offices did about it, or why they cannot."""
    is_another: bool = False
    """A whistle nearby is open on a like problem; somebody looked, and this is another one."""
    danger: Danger | None = None
    """Why an emergency cannot wait, where its class does not say so."""
    again_of: Id | None = None
    """An earlier whistle of the street on the same matter, which came back."""
    joint: Annotated[tuple[Id, ...], Field(max_length=10)] = ()
    """Other streets that shall take part 跨街联合; the street of the place leads."""


class Raise(Draft):
    """Draft a whistle; a street commander's is raised at once."""

    draft: bool = False
    """Keep it as a draft even when a commander asks."""


class Preview(Raise):
    """Who would be called, why, and with which clocks; nothing is stored."""


class Endorse(Command):
    """The community stands behind the grid's call."""

    opinion: Words


class Approve(Command):
    """The street commander raises the draft, with the responders as they shall be called."""

    responders: Annotated[tuple[Responder, ...], Field(max_length=20)] = ()
    kind: Kind | None = None
    grade: Grade | None = None
    arrive_by: Moment | None = None
    at_once: bool = False
    """Whoever is called comes within the city's shortest time."""
    tried: Words | None = None
    is_another: bool = False
    danger: Danger | None = None


class Ratify(Command):
    """Approve after the fact what somebody on duty had to blow at once."""

    opinion: Words


class Join(Command):
    """Another street takes part in a joint whistle."""

    opinion: Words


class DeclineJoin(Command):
    """A street that was asked does not take part, and says why; it may still join later."""

    reason: Words


class RefuseDraft(Command):
    """Do not raise it, with a reason."""

    reason: Words


class ReturnDraft(Command):
    """退回: let whoever asked write it anew, and say what is missing."""

    reason: Words


class ReviseDraft(Draft):
    """Ask again for a whistle that was returned: all of it is said anew."""


class Remind(Command):
    """Remind those who still owe something 催办; everybody open when none is named."""

    task_ids: Annotated[tuple[Id, ...], Field(max_length=100)] = ()
    text: Words


class CallMore(Command):
    """Call one responder more."""

    department: Id
    reason: Line


class ChangeLead(Command):
    """Let another responder lead."""

    task_id: Id
    reason: Words


class ConfirmWhistle(Command):
    """销哨: say of each problem whether it is solved, and accept the responders' work."""

    ends: Annotated[tuple[ProblemEnd, ...], Field(min_length=1, max_length=20)]
    result: Words


class SendBack(Command):
    """One responder's work is not good enough: again."""

    task_id: Id
    reason: Words


class WithdrawWhistle(Command):
    """撤哨, before it is solved."""

    reason: Words


class EscalateWhistle(Command):
    """Pass the matter up to the district."""

    reason: Words


class CloseWhistle(Command):
    """Close the file: only the street that raised it, when nothing is open."""


class DecideRuling(Command):
    """Give the word on an objection or a cannot-solve."""

    upheld: bool
    designated: Id | None = None
    """Whom it belongs to, when an objection is upheld."""
    reason: Words
    refer: bool = False
    """The street does not say itself: the district shall."""
    shelve_until: Moment | None = None
    """挂账: it cannot be solved now; the district lets it wait until then."""
    cause: Cause | None = None
    """Why it waits."""
