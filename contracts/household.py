"""A home 户 by its door, and who is bound to it; and what of it may be written down.

A door has one name: the compound or, where a compound stands in several grids or there is none, the
grid; then building, unit and door number. Without unit and door it is the building itself.
Rule 1: facts are yes or a number, of kinds the pack lists: no free text, no identity numbers
(个人信息保护法 art. 6: the least that the purpose needs).
"""

from enum import StrEnum
from hashlib import sha256
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from contracts.events import household as h
from contracts.machine import Machine
from contracts.words import Id

Mark = Annotated[
    str, StringConstraints(pattern=r"^[0-9A-Za-z甲乙丙丁东西南北中-]{1,8}$", to_upper=True)
]
"""The number of a building, a unit or a door: too short for a name or a phone number."""


class Home(BaseModel):
    """A door, or a building."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: Id
    """A compound of the pack, or a grid."""
    building: Mark
    unit: Mark | None = None
    door: Mark | None = None

    @property
    def id(self) -> str:
        """The id of its document: one door is one document, whoever names it."""
        told = " ".join((self.at, self.building, self.unit or "-", self.door or "-"))
        return f"hh-{sha256(told.encode()).hexdigest()[:16]}"

    @property
    def words(self) -> str:
        """How the door is said, without the name of the compound."""
        said = ((self.building, "号楼"), (self.unit, "单元"), (self.door, "室"))
        return "".join(f"{mark}{word}" for mark, word in said if mark)


def binding_id(household: str, resident: str, nth: int) -> str:
    """The id of somebody's nth request for a door; it does not tell who."""
    return f"{household}-{sha256(f'{household} {resident} {nth}'.encode()).hexdigest()[:10]}"


class BindingStage(StrEnum):
    """Where somebody's request to be bound to a door stands."""

    NEW = "new"
    ASKED = "asked"
    VERIFIED = "verified"
    REFUSED = "refused"
    ENDED = "ended"
    """Moved out, or taken back."""


BINDING_LIFE: Machine[BindingStage] = Machine(
    {
        BindingStage.NEW: {h.BindingAsked: BindingStage.ASKED},
        BindingStage.ASKED: {
            h.BindingOverdue: BindingStage.ASKED,
            h.BindingRecomputed: BindingStage.ASKED,
            h.BindingVerified: BindingStage.VERIFIED,
            h.BindingRefused: BindingStage.REFUSED,
            h.BindingEnded: BindingStage.ENDED,
        },
        BindingStage.VERIFIED: {h.BindingEnded: BindingStage.ENDED},
        BindingStage.REFUSED: {},
        BindingStage.ENDED: {},
    }
)
"""The life of a binding, as everybody may know it."""
