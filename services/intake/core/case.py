"""What intake remembers about a case.

Rule 1: `owner` must act next, by `due_at`, which is also when the clock looks; both are there
until the end.
Rule 2: `home` is the rung of the ladder that answers for the case, also while a department has it:
it comes back there.
"""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.actor import CLOCK
from contracts.channels import Behalf, Mandate, Order, Origin
from contracts.commands.case_work import Before
from contracts.lifecycle import CASE_LIFE, CaseStage
from contracts.summons import About
from contracts.words import Channel, Id, Level, Line, Owner, Photos, Place, Sphere, Urgency, Words

HANDLED: Final = frozenset(
    {
        CaseStage.OWNED,
        CaseStage.TRANSFERRED,
        CaseStage.ENTRUSTED,
        CaseStage.WHISTLED,
        CaseStage.ORDERED,
    }
)
"""Somebody is at it."""
UNDER_LIMIT: Final = HANDLED | {CaseStage.SOLVED, CaseStage.FED_BACK}
"""Its whole limit runs: it was taken on, and its reporters have not agreed yet."""


Petition: TypeAlias = Literal["entrusted", "submitted", "prolonged", "answered"]
"""信访代办: how far the agent has got with it."""
HANDED_IN: Final = frozenset[Petition]({"submitted", "prolonged"})
"""An answer is awaited."""

LOOKED_AT: Final[Mapping[Before, CaseStage]] = {
    "sorting": CaseStage.REPORTED,
    "closing": CaseStage.SOLVED,
}
"""Where it stands while somebody is to look: once it has gone on, there is nothing to look for."""


class CheckAsked(BaseModel):
    """Somebody is to look on the spot: sent by somebody, or because a rule asks for it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    before: Before
    asked_by: str
    due_at: AwareDatetime | None
    """None once everybody up to the top was told that nobody came."""
    told: Level | None = None
    """The highest level that was told."""

    @property
    def by_rule(self) -> bool:
        """Nobody was sent: the pack or the standard asks for it."""
        return self.asked_by == CLOCK.id


class Question(BaseModel):
    """Whoever it was handed to says it is not theirs, and somebody's word is awaited."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    about: About
    level: Level
    at: str
    """Street or district that must rule."""
    due_at: AwareDatetime


class Case(BaseModel):
    """One matter somebody reported, from its number to its end."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    stage: CaseStage
    number: str
    channel: Channel
    category: Id
    text: Words
    place: Place
    photos: Photos = ()
    confidential: bool = False
    about: Id | None = None
    recused: tuple[Id, ...] = ()
    """Who steps aside: see `contracts.recusal`."""
    reported_at: AwareDatetime
    reporters: tuple[Id, ...]
    """Everybody who reported it and will hear the end; the first one first."""
    owner: Owner
    home: Owner
    due_at: AwareDatetime | None
    """None once it has ended."""
    overdue: bool = False
    """The owner's limit has passed; `due_at` is when that has consequences."""
    limit_at: AwareDatetime | None = None
    """When its whole limit 办理时限 is over, whoever has it by then; None: none runs yet."""
    expired: bool = False
    """It was said that it is over: once in each handling."""
    handling: int = 0
    """How often its reporters did not agree."""
    urgency: Urgency | None = None
    """None until it is sorted, like `sphere`."""
    sphere: Sphere | None = None
    crosses: bool = False
    task_id: Id | None = None
    """The latest task it was handed out as."""
    transfers: int = 0
    """How often it was handed out, to a department or into a procedure."""
    entrusted: int = 0
    """How often a procedure was opened on it."""
    law: Line | None = None
    """What sets the limit of the latest of them, where a law does: no promise shortens it."""
    whistle_id: Id | None = None
    offer_id: Id | None = None
    """The offer that has it, or had it last."""
    joined: tuple[Id, ...] = ()
    """Cases merged into this one."""
    merged_into: Id | None = None
    reopened: int = 0
    origin: Origin = Origin.REACTIVE
    on_behalf_of: Behalf | None = None
    order: Order | None = None
    promised: tuple[AwareDatetime, ...] = ()
    """What the hotline was promised for what was joined to it, or what it was split off from."""
    mandate: Mandate | None = None
    source: Line | None = None
    """The visit, meeting, questionnaire or device it comes from."""
    copied_to: Id | None = None
    split_from: Id | None = None
    parts: tuple[Id, ...] = ()
    """Cases that were split off from it."""
    bundle: Id | None = None
    standard: Id | None = None
    check: CheckAsked | None = None
    """Somebody is to look and has not told yet."""
    checked: tuple[Before, ...] = ()
    """What was looked at and found so, since it was last opened."""
    refutal: bool = False
    """Whoever looked found that it is not so."""
    self_help: Literal["called", "agreed"] | None = None
    petition: Petition | None = None
    handed_in_at: AwareDatetime | None = None
    """When the petition was; None: it was not, or by an earlier build."""
    question: Question | None = None
    questions: int = 0
    """How often whose it is was asked."""
    bound: tuple[Id, ...] = ()
    """With whom a ruling left it: they may not return it again."""
    returns: int = 0
    stuck: bool = False
    """It was said to be, and has not got going since."""
    stuck_at: AwareDatetime | None = None
    """When it will be by its age; None: it is, or is being seen to, or nobody has reckoned it."""
    past: int = 0
    """Transfers and returns before it last got going: they count no more."""
    told: int = 1
    """How often its first reporter had to come."""
    last_words: Words | None = None
    """The latest supplement."""
    first_contact: bool = False
    """It was answered on the spot."""

    @property
    def next_at(self) -> AwareDatetime | None:
        """When the clock must look: at the limit of the owner, of whoever looks, of the ruler, of
        the case as a whole, or when it will be stuck."""
        beside = (self.check, self.question) if self.due_at else ()
        clocks = (self.due_at, self.expires_at, *(one.due_at for one in beside if one))
        stuck_at = self.stuck_at if self.due_at else None
        return min((clock for clock in (*clocks, stuck_at) if clock), default=None)

    @property
    def expires_at(self) -> AwareDatetime | None:
        """When its whole limit is over; None: no limit runs, or that was said."""
        if self.expired or self.stage not in UNDER_LIMIT:
            return None
        # A case taken on by an earlier build remembers no more than its owner's limit.
        return self.limit_at or (self.due_at if self.stage in HANDLED else None)

    @property
    def promises(self) -> tuple[AwareDatetime, ...]:
        """All that the hotline was promised for what it carries, the soonest first."""
        own = self.order.due_at if self.order else None
        return tuple(sorted({*self.promised, *((own,) if own else ())}))

    @property
    def open(self) -> bool:
        """Whether anything may still happen to it."""
        return bool(CASE_LIFE.table[self.stage])
