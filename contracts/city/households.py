"""[households] of city.toml: who vouches how soon, and which facts of a home may be written down.

Every field has a default, so a pack without the section works.
"""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from contracts.calendar import Span
from contracts.words import Id, Line, Words


class FactKind(BaseModel):
    """One kind of fact that may be written down."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Id
    label_zh: Line
    label_en: Line
    of: Literal["household", "building"] = "household"
    number: bool = False
    """A number; otherwise yes or no."""
    keep_days: int = Field(default=365, ge=1, le=3 * 365)
    """After so many days it must be seen again, or it goes."""


class Policy(BaseModel):
    """What the rules say of a situation (提情知策)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    about: tuple[Id, ...] = Field(min_length=1)
    """Kinds of fact, and categories or the groups they begin with."""
    zh: Words
    en: Words

    def speaks_of(self, code: str) -> bool:
        """Whether it is about this kind of fact, or this category."""
        return any(code.startswith(one) for one in self.about)


FACTS: Final = (
    FactKind(kind="people", label_zh="居住人数", label_en="People living there", number=True),
    FactKind(kind="elderly_alone", label_zh="独居老人", label_en="An elderly person living alone"),
    FactKind(kind="needs_help", label_zh="行动不便，需协助转移", label_en="Needs help to move"),
    FactKind(kind="gas_bottle", label_zh="使用瓶装燃气", label_en="Uses bottled gas"),
    FactKind(kind="sublet", label_zh="出租或群租", label_en="Let or sublet"),
    FactKind(kind="households", label_zh="户数", label_en="Households", of="building", number=True),
    FactKind(kind="lifts", label_zh="电梯数", label_en="Lifts", of="building", number=True),
)
"""Ours: what a dispatcher needs to know before somebody goes there, and no more."""


class HouseholdRules(BaseModel):
    """How homes are known; all numbers are ours."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    verify: Span = Span.parse("3 wd")
    """How long each of unit head, grid, community and street has to say whether it is so."""
    open_per_account: int = Field(default=2, ge=1)
    """Requests of one account that wait for an answer."""
    open_per_door: int = Field(default=3, ge=1)
    """Requests for one door that wait for an answer."""
    tries: int = Field(default=5, ge=1)
    """How often one account may ask for the same door at all."""
    facts: tuple[FactKind, ...] = FACTS
    policies: tuple[Policy, ...] = ()

    def fact(self, kind: str) -> FactKind | None:
        """The kind of fact by this name."""
        return next((one for one in self.facts if one.kind == kind), None)

    def said_of(self, code: str) -> tuple[Policy, ...]:
        """What the rules say of a fact or a category."""
        return tuple(one for one in self.policies if one.speaks_of(code))
