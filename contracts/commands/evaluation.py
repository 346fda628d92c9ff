"""What may be asked of assessments and call-backs."""

from typing import Annotated, Literal

from pydantic import Field, StrictBool

from contracts.commands.command import Command
from contracts.words import AskedBy, Id, Line, Satisfaction, Words

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Assess(Command):
    """Judge one responder 一哨一评: each item's share of its weight, 0 to 1."""

    task_id: Id
    shares: Annotated[dict[Line, Share], Field(min_length=1, max_length=20)]
    false_feedback: bool = False
    """弄虚作假: the score is 0."""
    bonuses: Annotated[tuple[Line, ...], Field(max_length=10)] = ()
    """What the street commends and no record shows: names of the pack's bonuses."""
    comment: Words | None = None


class Appeal(Command):
    """The department does not agree, once."""

    reason: Words


class Rule(Command):
    """A second person rules on the appeal."""

    outcome: Literal["upheld", "changed"]
    total: Annotated[float, Field(ge=0, le=110, allow_inf_nan=False)] | None = None
    """The new total, when changed."""
    reason: Words


class CallBack(Command):
    """What the reporter said when asked, or that nobody answered."""

    reached: bool
    contacted: bool | None = None
    solved: bool | None = None
    satisfaction: Satisfaction | None = None
    words: Words | None = None
    channel: AskedBy | None = None


class JudgeStreet(Command):
    """双考核: how a called department found the whistle, once, within days after the end."""

    task_id: Id
    rightly: bool
    """It was ours to be called for."""
    completeness: Share
    """Of what we needed to know."""
    cooperation: Share
    comment: Words | None = None


class RateCase(Command):
    """The reporter says how it was, without waiting for a call."""

    solved: StrictBool
    satisfaction: Satisfaction
    words: Words | None = None
