"""What may be asked of reviews 复核: two people decide whether a fact counts."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from contracts.commands.command import Command
from contracts.words import Photos, Words


class ExclusionCause(StrEnum):
    """剔除原因: why an answer should count in no rate [K]."""

    UNREASONABLE = "unreasonable"
    """Unreasonable or illegal demand."""
    LEGAL_PROCEDURE = "legal_procedure"
    HISTORICAL = "historical"
    """Left over by history, or limited by policy."""
    MALICIOUS_REPEAT = "malicious_repeat"
    """Repeated maliciously by one person."""
    WRONG_DISPATCH = "wrong_dispatch"
    OUTSIDE_DUTY = "outside_duty"
    FORCE_MAJEURE = "force_majeure"
    UNREACHABLE = "unreachable"


class Exclude(Command):
    """剔除: ask that an answer leave the rates, with evidence, soon after the call-back."""

    round: Annotated[int, Field(ge=1, le=99)] = 1
    """Which call-back of the case."""
    cause: ExclusionCause
    note: Words
    photos: Photos = ()
    """The evidence; without any it is refused."""


class Exempt(Command):
    """超时申诉: ask that an overdue not be counted; the raw fact stays."""

    note: Words
    photos: Photos = ()


class DecideReview(Command):
    """Agree or not: first the evaluator, then the district."""

    agree: bool
    reason: Words
