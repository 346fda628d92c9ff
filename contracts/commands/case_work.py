"""What may be asked of a case while it is worked on, beside moving it."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from contracts.channels import SpecialRoute
from contracts.commands.command import Command
from contracts.words import Id, Line, Photos, Words

Before = Literal["sorting", "closing"]
"""核查 before it is registered, 核实 before it is closed."""
Emergency = Literal["110", "119", "120", "122"]


class Divert(Command):
    """One of the six special routes: say why it is not dispatched like others."""

    route: SpecialRoute
    services: Annotated[tuple[Emergency, ...], Field(max_length=4)] = ()
    """Who was called; for an emergency."""
    earlier: Id | None = None
    """The case in which the same person told the same; for a repetition."""
    pointer: Words | None = None
    """Who can help instead; the city's own words when none are given."""


class Part(BaseModel):
    """One of the problems that one report carries."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Words
    category: Id


class Split(Command):
    """One report carries several problems: this case keeps one, the others become cases."""

    keeps: Words
    parts: Annotated[tuple[Part, ...], Field(min_length=1, max_length=5)]


class Bundle(Command):
    """一揽子: link problems that belong together, so that they have one timeline."""

    title: Line
    others: Annotated[tuple[Id, ...], Field(min_length=1, max_length=20)]


class Message(Command):
    """Write to the other side: a reporter to the handler, a handler to the reporters."""

    text: Words


class AskCheck(Command):
    """Send somebody to look: is it so (before sorting), is it done (before closing)."""

    before: Before


class Check(Command):
    """Say what was found on the spot."""

    sound: bool
    """It is so; it is done."""
    text: Words
    photos: Photos = ()


class CallNeighbours(Command):
    """单元自救: ask the residents of the unit to help themselves."""

    text: Words


class AgreeSelfHelp(Command):
    """The residents agree who does what, and what each pays."""

    plan: Words
    share: Line | None = None


class RuleTransfer(Command):
    """Give the word on an objection to a transfer."""

    ruling_id: Id
    upheld: bool
    designated: Id | None = None
    """Whom it belongs to, when the objection is upheld; None: its holder acts again."""
    reason: Words
    refer: bool = False
    """The street does not say itself: the district shall."""


class SubmitPetition(Command):
    """代办: the agent hands the petition in."""

    to: Line
    reference: Line | None = None


class ProlongPetition(Command):
    """The authority has told the agent that it needs longer; whoever entrusted it is told why."""

    reason: Words


class AnswerPetition(Command):
    """The authority has answered the agent."""

    text: Words
    photos: Photos = ()
