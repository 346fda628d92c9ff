"""What dispatch remembers of one whistle: its problems, its calls, and who must act by when.

Rule 1: a whistle and its calls are one document, so what depends on all calls is one decision.
Rule 2: `stage` is as everybody knows it (contracts.lifecycle); whether all have come, or are done,
is looked up in the calls and never kept twice.
Rule 3: an open whistle has an owner and a `due_at`; each call has clocks of its own beside that.
"""

from collections.abc import Callable, Mapping
from typing import Final

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.city.territory import DEPTH
from contracts.lifecycle import WhistleStage
from contracts.refusals import NotThere
from contracts.summons import Problem, Responder
from contracts.words import Danger, Grade, Kind, Level, Owner, Place, Words
from services.dispatch.core.agreed import Asked, Step
from services.dispatch.core.call import Call, Ruling

RAISED: Final = frozenset({WhistleStage.MUSTERING, WhistleStage.WORKING})
"""Departments are called and not all done."""
OVER: Final = frozenset(
    {
        WhistleStage.CONFIRMED,
        WhistleStage.ASSESSED,
        WhistleStage.CLOSED,
        WhistleStage.WITHDRAWN,
    }
)
"""It was blown and is over; a refused draft never was."""
UNDER_WAY: Final = RAISED | {WhistleStage.SOLVED}
"""The street has called and not yet confirmed."""
ENDED: Final = frozenset({WhistleStage.CONFIRMED, WhistleStage.ASSESSED, WhistleStage.CLOSED})
"""The street has confirmed the end 销哨."""


class Whistle(BaseModel):
    """One call for others to come."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    number: str
    stage: WhistleStage
    kind: Kind
    grade: Grade
    street: str
    community: str | None
    needs_endorsement: bool
    origin: Level = Level.STREET
    """The level that asked; a draft of an earlier build that is returned, the street itself."""
    problems: tuple[Problem, ...]
    responders: tuple[Responder, ...]
    """As drafted; who is called is in the calls."""
    place: Place
    drafted_at: AwareDatetime
    due_at: AwareDatetime | None
    """By when its owner must act; None once it is over."""
    calls: tuple[Call, ...] = ()
    reminders: int = 0
    recused: tuple[str, ...] = ()
    """Who is neither called nor shown it: see `contracts.recusal`."""
    unendorsed: bool = False
    """Its community is late with its word."""
    due_since: AwareDatetime | None = None
    """When the limit that ends at `due_at` began, where it is one of the street's own."""
    calendar: str = ""
    """Version of the working calendars its limits are reckoned by."""
    tried: Words | None = None
    similar: tuple[str, ...] = ()
    """Open whistles on perhaps the same problem when it was drafted."""
    danger: Danger | None = None
    promised_by: AwareDatetime | None = None
    """By when the hotline was promised what it carries: no limit of a call runs longer."""
    again_of: str | None = None
    ratify_by: AwareDatetime | None = None
    """By when it must be approved after the fact."""
    joint: tuple[str, ...] = ()
    """Other streets asked to take part."""
    joined: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    """Streets that were asked and said no, maybe before they joined after all."""
    districts: tuple[str, ...] = ()
    """Other districts, of the streets asked to take part."""
    join_by: AwareDatetime | None = None
    said: int = 0
    """Messages on its thread."""
    asked: tuple[Asked, ...] = ()
    """What the street asked there and somebody has not answered."""
    meetings: int = 0
    steps: tuple[Step, ...] = ()

    @property
    def district(self) -> str:
        """The leading street's; what a department asks may go up to another, see `questions`."""
        return self.place.path[0]

    @property
    def sharing(self) -> tuple[str, ...]:
        """The streets that take part: the leading one, then those that have joined."""
        return (self.street, *self.joined)

    @property
    def owner(self) -> Owner | None:
        """Who owes the whistle its next step; None once it is over."""
        return _OWNERS[self.stage](self)

    @property
    def live(self) -> tuple[Call, ...]:
        """The calls that count."""
        return tuple(call for call in self.calls if call.live)

    @property
    def answering(self) -> tuple[Call, ...]:
        """The calls whose departments still owe something: what keeps a whistle from its end."""
        return tuple(call for call in self.calls if call.answering)

    @property
    def open_steps(self) -> tuple[Step, ...]:
        """The agreed steps that are not done, of departments still called."""
        called = {call.department for call in self.live}
        return tuple(s for s in self.steps if not s.done and s.department in called)

    @property
    def case_ids(self) -> tuple[str, ...]:
        """The cases it carries."""
        return tuple(problem.case_id for problem in self.problems if problem.case_id)

    def call(self, task_id: str) -> Call:
        """Return one call.

        Raises:
            NotThere: it is not a call of this whistle.
        """
        for call in self.calls:
            if call.task_id == task_id:
                return call
        raise NotThere("unknown_call", task_id=task_id)

    def ruling(self, ruling_id: str) -> tuple[Call, Ruling]:
        """Return a ruling that waits, and the call it is about.

        Raises:
            NotThere: it does not wait (any more).
        """
        for call in self.calls:
            for ruling in call.rulings:
                if ruling.id == ruling_id:
                    return call, ruling
        raise NotThere("no_such_ruling", ruling_id=ruling_id)

    def call_of(self, department: str) -> Call | None:
        """Return the call of a department that counts, if there is one."""
        return next((call for call in self.live if call.department == department), None)


def there(whistle: Whistle | None) -> Whistle:
    """Return the whistle.

    Raises:
        NotThere: there is none.
    """
    if whistle is None:
        raise NotThere("not_found")
    return whistle


def _street(whistle: Whistle) -> Owner:
    return Owner(level=Level.STREET, at=whistle.street)


def _drafting(whistle: Whistle) -> Owner:
    if whistle.needs_endorsement and whistle.community:
        return Owner(level=Level.COMMUNITY, at=whistle.community)
    return _street(whistle)


def asked_by(whistle: Whistle) -> Owner:
    """Return the post that asked for it."""
    path = whistle.place.path
    depth = min(DEPTH.get(whistle.origin, len(path)), len(path) - 1)
    return Owner(level=whistle.origin, at=path[depth])


def _nobody(_: Whistle) -> None:
    return None


_NOBODYS: Final = (WhistleStage.CLOSED, WhistleStage.REFUSED, WhistleStage.WITHDRAWN)

_OWNERS: Final[Mapping[WhistleStage, Callable[[Whistle], Owner | None]]] = {
    **dict.fromkeys(WhistleStage, _street),
    WhistleStage.DRAFT: _drafting,
    WhistleStage.RETURNED: asked_by,
    **dict.fromkeys(_NOBODYS, _nobody),
}
