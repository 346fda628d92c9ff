"""What evaluation says about seconded staff 派驻人员: a street's yearly opinion, and no more.

The software holds the opinion and the nomination; appointment stays outside (mechanism 15).
"""

from typing import ClassVar, Literal

from contracts.events.event import Event
from contracts.events.redacted import Redacted
from contracts.words import Id, Line, Words

Grade = Literal["excellent", "competent", "basic", "poor"]
"""优秀 称职 基本称职 不称职."""


class OpinionGiven(Event):
    """A street's opinion on one person its departments second to it, for one year."""

    type: ClassVar[str] = "opinion.given"

    street: Id
    account: Id
    department: Id
    year: int
    grade: Grade
    opinion: Words
    honour: Line | None = None
    """What the street nominates the person for 评先评优; None: for nothing."""
    judge: Id


class OpinionRedacted(Redacted):
    """Whom it was about, and every word of it, are gone; the grade stays."""

    type: ClassVar[str] = "opinion.redacted"
