"""What a notice to groups is made of: its kind, what may be answered, what came of it.

Notices go down the five chains of groups (五级微信群), from one group to all below it. Nobody keeps
a list of 25,000 groups: the audience is the subtree, what came of it is counted by direct child.
"""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from contracts.words import Id, Line


class NoticeKind(StrEnum):
    """Why groups are told something; the names shown are the city pack's (`notice.<kind>`)."""

    NOTICE = "notice"
    """群通知: policy, water off, a meeting."""
    EMERGENCY = "emergency"
    """应急通知: everybody says whether they are safe (疫情网络群众工作法)."""
    VOLUNTEERS = "volunteers"
    """志愿者征集: whoever says “I come” is signed up."""


class Reaction(StrEnum):
    """What somebody may reply; the names shown are the city pack's (`answer.<answer>`)."""

    NOTED = "noted"
    QUESTION = "question"
    SAFE = "safe"
    HELP = "help"
    """Somebody needs help."""
    COME = "come"
    """我来: a place of the offer is taken, or the person is registered."""
    CANNOT = "cannot"


class GroupCount(BaseModel):
    """What came of a notice in one direct child of its group, and in all below that."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    group: Id
    name: Line
    reads: int = 0
    replies: int = 0
    answers: dict[Reaction, int] = {}


class Counts(BaseModel):
    """What came of a notice: people, each counted once however often they looked or wrote."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reads: int = 0
    replies: int = 0
    answers: dict[Reaction, int] = {}
    levels: dict[str, int] = {}
    """Reads by the level of the reader's group, `1` (street) to `5` (unit)."""
    groups: tuple[GroupCount, ...] = ()
    """By direct child; those where nobody looked are left out."""
