"""What may be asked of a month's boards 月榜, and of the streets that lag."""

from typing import Annotated, Literal

from pydantic import Field

from contracts.city.scoring import Points, Share
from contracts.commands.command import Command
from contracts.events.evaluation import Period
from contracts.summons import Duty
from contracts.words import Id, Line, Words


class CloseMonth(Command):
    """Close and lock the month: what its records add up to now is kept as version 1."""

    early: Words | None = None
    """Why, when it is not over yet; shown on the board."""
    district: Id | None = None
    """Whose month, in a city of several districts: each closes its own."""


class PublishMonth(Command):
    """Publish what somebody else closed."""

    district: Id | None = None
    """Whose month, in a city of several districts."""


class RateDepartment(Command):
    """平时评价: the street's word on a department for the month, once."""

    street: Id
    department: Id
    score: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
    comment: Words


class Sponsor(Command):
    """包保: name the leader who takes charge of a street that lags, and the plan."""

    sponsor: Line
    plan: Words


class ClearStreet(Command):
    """Say that the street lags no more, and why."""

    reason: Words


class WhatIf(Command):
    """A past month under other weights or limits; nothing is stored."""

    period: Period
    subject: Literal["departments", "streets"] = "departments"
    """Whose board."""
    weights: Annotated[dict[Line, Points], Field(max_length=20)] | None = None
    """Of the same items; they must sum to 100."""
    deductions: Annotated[dict[Line, Points], Field(max_length=20)] | None = None
    """Only those that change; the others cost what they do."""
    rates: Annotated[dict[Line, Share], Field(max_length=4)] | None = None
    """三率: shares of the three rates, which must sum to 1, and what 基本满意 counts; those that
    change."""
    street: Annotated[dict[Line, Points], Field(max_length=20)] | None = None
    """Of the same items of the street's own month; they must sum to 100."""
    wrong_whistle: Points | None = None
    """What a wrong whistle costs its street."""
    department_street: Share | None = None
    min_sample: Annotated[int, Field(ge=1, le=1000)] | None = None
    limits: (
        Annotated[
            dict[Duty, Annotated[float, Field(gt=0, le=10, allow_inf_nan=False)]],
            Field(max_length=3),
        ]
        | None
    ) = None
    """By which factor each limit is longer or shorter."""
