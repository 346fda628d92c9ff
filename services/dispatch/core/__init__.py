"""What dispatch decides: pure functions from a whistle, an actor, a city and an instant to events.

`DECISIONS` answers commands, the `on_…` functions answer what others say, `tick` answers the clock.
All of them say what follows from the calls in the same breath (`following`).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, TypeAlias

from contracts.actor import Actor
from contracts.city import City
from contracts.commands import coordination as talk
from contracts.commands import relief as plea
from contracts.commands import whistle as ask
from contracts.commands.command import Command
from contracts.events.event import Event
from services.dispatch.core.aside import Aside, joined, promised, wanted
from services.dispatch.core.aside import evolve as note_aside
from services.dispatch.core.blowing import ratify
from services.dispatch.core.command import (
    call_more,
    change_lead,
    escalate,
    send_back,
    withdraw,
)
from services.dispatch.core.draft import Facts
from services.dispatch.core.ending import close, confirm
from services.dispatch.core.evolve import evolve
from services.dispatch.core.following import followed, on_told
from services.dispatch.core.gates import enter
from services.dispatch.core.joining import decline, join
from services.dispatch.core.levels import origin
from services.dispatch.core.meeting import finish_step, meet
from services.dispatch.core.preview import Plan, preview
from services.dispatch.core.questions import on_cannot_solve, on_objected
from services.dispatch.core.raising import approve, endorse, refuse, whistle
from services.dispatch.core.recompute import recompute
from services.dispatch.core.relief import on_extension, on_suspension, waive
from services.dispatch.core.relief_ruling import decide_relief
from services.dispatch.core.reminding import remind
from services.dispatch.core.returning import give_back, revise
from services.dispatch.core.rulings import decide
from services.dispatch.core.supervision import answer, supervise
from services.dispatch.core.suspension import on_resumed
from services.dispatch.core.thread import say
from services.dispatch.core.tick import next_clock, tick
from services.dispatch.core.told import told
from services.dispatch.core.trail import NOTED, Trail, shown
from services.dispatch.core.trail import evolve as note_trail
from services.dispatch.core.whistle import Whistle, there

State = Whistle

Decision: TypeAlias = Callable[..., Sequence[Event]]
"""decide(command, whistle, actor, city, now), with what is found outside as `facts`."""


def _guarded(deed: Decision) -> Decision:
    """Let only those decide who may, when it may be decided, and say what follows."""

    def decision(
        command: Command,
        whistle: Whistle | None,
        actor: Actor,
        city: City,
        now: datetime,
        **facts: Any,
    ) -> Sequence[Event]:
        there = enter(command, whistle, actor, city)
        return followed(there, deed(command, there, actor, city, now, **facts), city, now)

    return decision


DECISIONS: Final[Mapping[type[Command], Decision]] = {
    ask.Raise: whistle,
    ask.Endorse: _guarded(endorse),
    ask.Approve: _guarded(approve),
    ask.Ratify: _guarded(ratify),
    ask.Join: _guarded(join),
    ask.DeclineJoin: _guarded(decline),
    ask.RefuseDraft: _guarded(refuse),
    ask.ReturnDraft: _guarded(give_back),
    ask.ReviseDraft: _guarded(revise),
    ask.Remind: _guarded(remind),
    ask.CallMore: _guarded(call_more),
    ask.ChangeLead: _guarded(change_lead),
    ask.SendBack: _guarded(send_back),
    ask.WithdrawWhistle: _guarded(withdraw),
    ask.EscalateWhistle: _guarded(escalate),
    ask.DecideRuling: _guarded(decide),
    talk.Say: _guarded(say),
    talk.Meet: _guarded(meet),
    talk.FinishStep: _guarded(finish_step),
    talk.Supervise: _guarded(supervise),
    talk.AnswerSupervision: _guarded(answer),
    plea.Waive: _guarded(waive),
    plea.DecideRelief: _guarded(decide_relief),
    ask.ConfirmWhistle: _guarded(confirm),
    ask.CloseWhistle: _guarded(close),
}
"""Raise is told the number, and with Approve and ReviseDraft the place, the neighbours and what was
tried; DecideRuling, which ruling."""

__all__ = [
    "DECISIONS",
    "NOTED",
    "Aside",
    "Facts",
    "Plan",
    "State",
    "Trail",
    "Whistle",
    "evolve",
    "joined",
    "next_clock",
    "note_aside",
    "note_trail",
    "on_cannot_solve",
    "on_extension",
    "on_objected",
    "on_resumed",
    "on_suspension",
    "on_told",
    "origin",
    "preview",
    "promised",
    "recompute",
    "shown",
    "there",
    "tick",
    "told",
    "wanted",
]
