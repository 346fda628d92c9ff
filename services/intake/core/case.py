"""What intake remembers about a case.

Rule 1: `owner` must act next, by `due_at`, which is also when the clock looks; both are there
until the end.
Rule 2: `home` is the rung of the ladder that answers for the case, also while a department has it:
it comes back there.
"""

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.lifecycle import CASE_LIFE, CaseStage
from contracts.words import Channel, Id, Owner, Photos, Place, Sphere, Urgency, Words


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
    whistle_id: Id | None = None
    joined: tuple[Id, ...] = ()
    """Cases merged into this one."""
    merged_into: Id | None = None
    reopened: int = 0

    @property
    def open(self) -> bool:
        """Whether anything may still happen to it."""
        return bool(CASE_LIFE.table[self.stage])
