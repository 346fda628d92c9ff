"""What evaluation remembers of one case, to count it 办结率: no words, no reporter, no point.

Rule 1: a projection of what intake says, and of which departments were called for it. What leaves
the base stays in the volume: refused, merged into another, withdrawn.
Rule 2: a case belongs to the month it was accepted in; whether it is closed by now is asked later.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.channels import Channel, Origin, origin
from contracts.events import case as c
from contracts.events import case_handed as handed
from contracts.events import whistle as w
from contracts.events.event import Event
from contracts.events.procedure import TaskMoved
from contracts.words import Level
from services.evaluation.core.period import month
from services.evaluation.core.repairs import REPAIR_WORDS, Repairs, ReturnedRepair, repairs_after
from services.evaluation.core.told import Told

STREET_AT: Final = 1
COMMUNITY_AT: Final = 2
GRID_AT: Final = 3
"""Where they stand in the path of a place."""


class Account(BaseModel):
    """One case's account."""

    model_config = ConfigDict(frozen=True)

    number: str = ""
    channel: str = ""
    """The way it came, as exactly as intake says it."""
    origin: str = ""
    """Who saw it first: proactive 未诉先办 or reactive."""
    category: str = ""
    street: str = ""
    community: str = ""
    grid: str = ""
    accepted_at: AwareDatetime | None = None
    touched_at: AwareDatetime | None = None
    """When somebody first did something about it."""
    closed_at: AwareDatetime | None = None
    left: str | None = None
    """Why it is in no base: refused, merged or withdrawn."""
    answered: bool = False
    """Answered at the first contact."""
    owner: str = ""
    """Who must act next."""
    way: str = ""
    """Who settled it last: a level of the ladder, department, or whistle."""
    departments: tuple[str, ...] = ()
    reopened: int = 0
    overdue: int = 0
    repairs: Repairs = Repairs()

    @property
    def period(self) -> str | None:
        """The month it was accepted in."""
        return month(self.accepted_at) if self.accepted_at else None

    @property
    def proactive(self) -> bool:
        """Whether it was found, not complained about."""
        return self.origin == Origin.PROACTIVE

    @property
    def first_contact(self) -> bool:
        """Whether the first answer was the last."""
        return self.answered and not self.reopened

    @property
    def waited(self) -> float | None:
        """Hours until somebody did something."""
        if not (self.accepted_at and self.touched_at):
            return None
        return (self.touched_at - self.accepted_at).total_seconds() / 3600


def evolve(account: Account | None, event: Event) -> Account:
    """Return the account after what was told."""
    before = account or Account()
    if not isinstance(event, Told):
        return before
    changes = _CHANGES[type(event.word)](before, event, event.word)
    if type(event.word) in _TOUCHES and before.touched_at is None:
        changes = {**changes, "touched_at": event.at}
    if type(event.word) in REPAIR_WORDS:
        changes = {**changes, "repairs": repairs_after(before.repairs, event.word)}
    if isinstance(event.word, c.OwnedEvent):
        changes = {**changes, "owner": event.word.owner.at}
    return before.model_copy(update=changes)


def came_back(repairer: str, id: str, account: Account) -> ReturnedRepair:
    """A repair as it is counted against whom it came back from."""
    closed = account.closed_at is not None
    why = account.repairs.back[repairer]
    return ReturnedRepair(id=id, number=account.number, why=why, closed=closed)


def _reported(account: Account, told: Told, word: c.CaseReported) -> dict[str, Any]:
    path = word.place.path
    return {
        "number": word.number,
        "channel": (word.through or word.channel).value,
        "origin": (word.origin or origin(Channel(word.channel.value))).value,
        "category": account.category or word.category,
        "street": path[STREET_AT] if len(path) > STREET_AT else path[0] if path else "",
        "community": path[COMMUNITY_AT] if len(path) > COMMUNITY_AT else "",
        "grid": path[GRID_AT] if len(path) > GRID_AT else "",
        "accepted_at": word.reported_at or told.at,
    }


def _joined_by(account: Account, *departments: str) -> dict[str, Any]:
    return {"departments": tuple(dict.fromkeys((*account.departments, *departments)))}


def _solved(account: Account, _: Told, word: c.CaseSolved) -> dict[str, Any]:
    return {"way": account.way if account.way in _OTHERS else word.owner.level.value}


_OTHERS = frozenset({"whistle", "department"})


def _answered(_: Account, __: Told, word: c.CaseAnswered) -> dict[str, Any]:
    return {"answered": True, "way": word.owner.level.value}


def _transferred(account: Account, _: Told, word: handed.CaseTransferred) -> dict[str, Any]:
    return {"way": "department", **_joined_by(account, word.department)}


def _left(why: str) -> "_Change":
    return lambda _, __, ___: {"left": why}


_Change = Callable[[Account, Told, Any], dict[str, Any]]

_CHANGES: Mapping[type[Event], _Change] = {
    c.CaseReported: _reported,
    c.CaseSorted: lambda _, __, word: {"category": word.category},
    c.CaseAnswered: _answered,
    handed.CaseTransferred: _transferred,
    handed.CaseWhistled: lambda _, __, ___: {"way": "whistle"},
    handed.CaseEntrusted: lambda _, __, ___: {},
    TaskMoved: lambda _, __, ___: {},
    handed.CaseReturned: lambda _, __, ___: {"way": ""},
    c.CaseSolved: _solved,
    c.CaseReopened: lambda _, __, word: {"reopened": word.count, "closed_at": None, "way": ""},
    c.CaseOverdue: lambda account, __, ___: {"overdue": account.overdue + 1},
    c.CaseRefused: _left("refused"),
    c.CaseMerged: _left("merged"),
    c.CaseWithdrawn: _left("withdrawn"),
    c.CaseClosed: lambda _, told, __: {"closed_at": told.at},
    w.WhistleRaised: lambda account, _, word: _joined_by(account, *word.departments),
}

_TOUCHES = frozenset(
    {
        c.CaseSorted,
        c.CaseAnswered,
        handed.CaseTransferred,
        handed.CaseWhistled,
        c.CaseSolved,
        c.CaseRefused,
    }
)

ACCOUNT_HEARS = tuple(_CHANGES)
"""What moves an account."""

TIERS: tuple[str, ...] = (
    *(level.value for level in Level if level is not Level.DEPARTMENT),
    "department",
    "whistle",
)
"""Who may have settled a case, the nearest first."""
