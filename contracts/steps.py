"""What a procedure is made of when it is data: its fields, its steps, its tiers and their clocks.

The city pack writes them, a task keeps them as they were when it began, everybody reads them.
Rule 1: without `after` a step opens when every obligatory step before it was taken; with it, when
any one of those it names was taken, and with an empty one always.
Rule 2: steps of one `choice` shut one another out: whichever is taken first is the result.
"""

from datetime import datetime
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from contracts.calendar import Span
from contracts.words import Id, Level, Line, Words

_BIG = 10**12

Value: TypeAlias = (
    bool
    | Annotated[int, Field(ge=-_BIG, le=_BIG)]
    | Annotated[float, Field(ge=-_BIG, le=_BIG, allow_inf_nan=False)]
    | Words
    | Annotated[tuple[Line, ...], Field(max_length=50)]
    | Annotated[tuple[dict[Id, Words], ...], Field(max_length=20)]
)
"""What may stand in a field of a step; which of these is said by its `FieldRule`."""

TYPES: Final = frozenset(
    {
        *("text", "yes", "number", "date", "time", "choice", "lines", "tasks"),
        *("account", "accounts", "organisation", "organisations"),
    }
)
"""What a field may hold. `tasks` is a list of {responder, text} and, where it was promised, `by`
when: what others are to do next."""
PAPERS: Final = {"agreement": "TX", "minutes": "HY"}
"""What a step may put on paper, and how its numbers begin: 人民调解协议书, 会议记录."""
EFFECTS: Final = frozenset(
    {
        *("pass_up", "prolong", "spawn", "put", "vote", "hands", "count"),
        *("invite", "roll"),
    }
)
"""What else happens when a step is taken: `services.response.core.step_effects`."""
RULES: Final = frozenset(
    {
        *("consented", "tried", "eligible", "panel", "led", "told", "top_tier", "agreement"),
        *("in_window", "party_known", "several_parties", "votes_counted", "carried"),
        *("parties_configured", "three_parties", "area_only", "member_agent", "parts_done"),
        *("confirms_own", "watched", "proposed", "votes_fit", "vote_open", "no_vote_open"),
        *("own_ballot", "by_hand", "ahead", "roll_called"),
    }
)
"""What must hold besides the order: `services.response.core.step_rules`."""
WHOLE: Final = "whole"
"""Name of the clock of the whole; no step may bear it, nor `tier`, that of the present tier."""
TIER: Final = "tier"

ABOVE: Final = "above-"
"""In a step's `who`: the role counts at any place around the responder."""
GROUP: Final = "named-"
"""In a step's `who`: not a role, but the accounts named on the task under this name."""

Result = Literal["solved", "returned", "guided"]
"""What the case hears: done; back to its holder; told which other way is open (court …)."""


Steward = Literal["company", "committee", "community", "street"]
"""物业公司、业委会、社区、街道: who sees to a compound, in the order they are asked."""


class FieldRule(BaseModel):
    """One field of a step's evidence, and what may stand in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Id
    type: Id = "text"
    label_zh: Line
    label_en: Line
    choices: tuple[Id, ...] = ()
    least: int | None = None
    """Of a list: the fewest entries. Of a number: the smallest."""
    most: int | None = None
    names: Id | None = None
    """The group its accounts belong to from then on; a step's `who` says `named-group`."""
    hidden: bool = False
    """It is not told with the step: only what the step does with it is."""


class StepClock(BaseModel):
    """By when an open step must be taken, and when its responder is warned."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    step: Id
    warn_at: AwareDatetime | None = None
    due_at: AwareDatetime

    def moved_to(self, due_at: datetime) -> "StepClock":
        """The same with another end; whoever is to be warned is warned as long before as ever."""
        warn = self.warn_at and self.warn_at + (due_at - self.due_at)
        return self.model_copy(update={"due_at": due_at, "warn_at": warn})


class StepRule(BaseModel):
    """How a step may be taken: what the pack's step and a task's step have in common."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    step: Id
    who: tuple[Id, ...] = ()
    """Roles at the responder; `above-role` at a place around it; `named-group` of accounts."""
    evidence: tuple[Id, ...] = ()
    """Fields that must be filled; `photos` and `note` are the command's own."""
    takes: tuple[Id, ...] = ()
    """Fields that may be filled."""
    optional: bool = False
    repeatable: bool = False
    most: int | None = Field(default=None, ge=1)
    """How often it may be taken, per tier where there are tiers."""
    per_tier: bool = False
    """Counted anew when the next tier takes over."""
    after: tuple[Id, ...] | None = None
    choice: Id | None = None
    rules: tuple[Id, ...] = ()
    effects: tuple[Id, ...] = ()
    tells: Result | None = None
    """What the case hears when it is taken."""
    ends: bool = False
    """The file is closed."""
    silence: bool = False
    """When its limit passes it is taken as said: silence is consent."""
    spawns: Id | None = None
    """Procedure of the tasks it makes."""
    spawn_at: Id | None = None
    """Who gets such a task, when the step itself says so."""
    since: Id | None = None
    """The field from whose time its limit runs, once that is known; else from when it opens."""
    shuts: tuple[Id, ...] = ()
    """Steps that count as not taken from then on: what they opened is shut until they are again."""
    paper: Id | None = None
    """What it puts on paper (`PAPERS`): from then on whoever sees the file may print that."""


class Tier(BaseModel):
    """One rung of a procedure's ladder: who tries next when the one below could not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tier: Id
    label_zh: Line
    label_en: Line
    level: Level
    kinds: tuple[Id, ...] = ()
    """Kinds of organisation that serve it there; without one the territory itself answers."""
    limit: Span | None = None
    """None: the rest of the whole."""
    steward: Steward | None = None
    """It is served by whoever has this part in the compound, where there is such a one."""
    responder: Id | None = None
    """Who that is: of a steward written when a task begins; else one organisation of the pack."""
    panel: bool = False
    """Its mediators come from the panel, by the kind of dispute."""
