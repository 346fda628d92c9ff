"""What response remembers about a task."""

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.calendar import Span
from contracts.events.task import TaskStep
from contracts.steps import Result, StepClock, Tier, Value
from contracts.summons import About
from contracts.words import Grade, Kind, Place, Words
from services.response.core.life import TASK_LIFE, Stage
from services.response.core.vote import Vote


class Task(BaseModel):
    """One responder's answer to one call."""

    model_config = ConfigDict(frozen=True)

    stage: Stage
    department: str
    street: str
    place: Place
    complete_by: AwareDatetime
    whistle_id: str | None = None
    case_id: str | None = None
    kind: Kind | None = None
    grade: Grade | None = None
    designated: bool = False
    steps: tuple[TaskStep, ...] = ()
    done: tuple[str, ...] = ()
    """Steps taken so far."""
    handler: str | None = None
    object_by: AwareDatetime | None = None
    objections: int = 0
    waiting: About | None = None
    """Asked, and not answered yet by the street or the district."""
    reworks: int = 0
    procedure: str | None = None
    """Set when it follows one step by step, like all that stands below."""
    text: str = ""
    at: tuple[str, ...] = ()
    """Where the roles of its steps count."""
    taken: dict[str, int] = {}
    """How often each step was taken; those that are `per_tier`, in this tier."""
    known: dict[str, Value] = {}
    """The latest word in each field."""
    named: dict[str, tuple[str, ...]] = {}
    """Accounts by group: `assigned`, `party` …"""
    consents: dict[str, bool] = {}
    """What each party said, by its name."""
    taken_off: tuple[str, ...] = ()
    """Mediators who were replaced; not to be assigned again."""
    recused: tuple[str, ...] = ()
    """Who steps aside 回避: the body a report is about, and its people."""
    clocks: tuple[StepClock, ...] = ()
    warned: tuple[str, ...] = ()
    """Clocks that rang, by their steps."""
    late: tuple[str, ...] = ()
    again_at: AwareDatetime | None = None
    """When the overdue whole is looked at once more."""
    tiers: tuple[Tier, ...] = ()
    prolonged_by: Span | None = None
    panel: tuple[str, ...] = ()
    restricted: bool = False
    seen_by: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    result: Result | None = None
    spawned: int = 0
    """How many tasks it asked others for."""
    parts: dict[str, str] = {}
    """Those of them that are open: who was asked, by the task."""
    called: dict[str, str] = {}
    """Who was called to its meeting, by the task: those of whom the roll is called."""
    parent: str | None = None
    """The task that asked for this one."""
    proposals: tuple[Words, ...] = ()
    """What was proposed, in this order."""
    vote: Vote | None = None
    """The latest; one at a time."""
    papers: tuple[str, ...] = ()
    """What its steps have put on paper."""

    pleading: bool = False
    """More time or a pause was asked for, and the word is awaited."""
    extensions: int = 0
    suspensions: int = 0
    suspended: bool = False

    @property
    def open(self) -> bool:
        """Whether anything may still come of it; what is over may only be told of its case."""
        return not set(TASK_LIFE.table[self.stage].values()) <= {self.stage}
