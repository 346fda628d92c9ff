"""Who may ask what of a case, and when: one table, looked at before every decision.

Rule 1: the actor is checked before the stage, so that a stranger learns nothing about a case.
Rule 2: a refusal names what this actor may do instead.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from contracts.actor import Actor
from contracts.channels import ANSWERABLE
from contracts.city import City
from contracts.commands import case as ask
from contracts.commands import case_work as work
from contracts.commands.command import Command
from contracts.commands.routes import BY_COMMAND
from contracts.commands.routes.roles import HOTLINE
from contracts.events.event import Event
from contracts.lifecycle import CASE_LIFE, CaseStage
from contracts.recusal import steps_aside
from contracts.refusals import NotNow, NotThere, NotYours
from services.intake.core.case import Case
from services.intake.core.ladder import LADDER, above, rungs, stands_on
from services.intake.core.rulers import questioned, rules_here
from services.intake.core.stuck import followed

Decision: TypeAlias = Callable[..., Sequence[Event]]
"""`decide(command, case, actor, city, now)`, some with `facts=`; the case may be None."""


def holds(actor: Actor, case: Case) -> bool:
    """Whether the actor stands on the rung that answers for the case, or above it."""
    superiors = above(case.place, case.home.level)
    higher = rungs(case.place, superiors.level) if superiors else ()
    return any(stands_on(actor, owner) for owner in (case.home, *higher))


def took_the_call(actor: Actor, case: Case) -> bool:
    """Whether the actor is of the desk that takes the hotline's calls, and nobody sorted it yet."""
    unsorted = case.order is not None and case.stage is CaseStage.REPORTED
    return unsorted and actor.holds_any(HOTLINE)


def _answers(actor: Actor, case: Case) -> bool:
    """Whether the actor holds it, or took a call that can be answered at once."""
    asked = case.order is not None and case.order.kind in ANSWERABLE
    return holds(actor, case) or (asked and took_the_call(actor, case))


def _diverts(actor: Actor, case: Case) -> bool:
    """Whether the actor holds it, or took the call."""
    return holds(actor, case) or took_the_call(actor, case)


def reported(actor: Actor, case: Case) -> bool:
    """Whether the actor is one of those who reported it."""
    return actor.id in case.reporters


def works_here(actor: Actor, case: Case) -> bool:
    """Whether the actor stands on any rung at the place of the case, so that he can go and look."""
    return any(stands_on(actor, owner) for owner in rungs(case.place, LADDER[0]))


def has_a_say(actor: Actor, case: Case) -> bool:
    """Whether the actor is on either side of the case."""
    return reported(actor, case) or holds(actor, case)


@dataclass(frozen=True)
class Gate:
    """Who may ask it, the code of the refusal otherwise, and in which stages."""

    may: Callable[[Actor, Case], bool]
    otherwise: str
    stages: frozenset[CaseStage]
    when: Callable[[Case], bool] = lambda _: True
    """What must be so beside."""

    def lets(self, case: Case) -> bool:
        """Whether it may be asked now."""
        return case.stage in self.stages and self.when(case)


def _holder(*stages: CaseStage) -> Gate:
    return Gate(holds, "not_the_holder", frozenset(stages))


def _reporter(*stages: CaseStage) -> Gate:
    return Gate(reported, "not_a_reporter", frozenset(stages))


_LOOKED_AT = (CaseStage.REPORTED, CaseStage.SOLVED)
SIFTED = (CaseStage.REPORTED, CaseStage.OWNED)
OPEN = tuple(stage for stage, moves in CASE_LIFE.table.items() if moves and stage != CaseStage.NEW)

GATES: Final[Mapping[type[Command], Gate]] = {
    ask.Sort: _holder(*SIFTED),
    ask.Answer: Gate(_answers, "not_the_holder", frozenset(SIFTED)),
    ask.Merge: _holder(*SIFTED),
    ask.Refuse: _holder(*SIFTED),
    ask.Transfer: _holder(*SIFTED),
    ask.Entrust: _holder(*SIFTED),
    ask.Settle: _holder(CaseStage.OWNED),
    ask.Escalate: _holder(*SIFTED),
    ask.FeedBack: _holder(CaseStage.SOLVED),
    ask.Confirm: _reporter(CaseStage.FED_BACK),
    ask.Dispute: _reporter(CaseStage.FED_BACK, CaseStage.CONFIRMED),
    ask.Supplement: _reporter(*OPEN),
    ask.Hurry: _reporter(*OPEN),
    ask.Withdraw: _reporter(*SIFTED),
    work.Divert: Gate(_diverts, "not_the_holder", frozenset(SIFTED)),
    work.Split: _holder(*SIFTED),
    work.Bundle: _holder(*OPEN),
    work.Message: Gate(has_a_say, "not_your_case", frozenset(OPEN)),
    work.AskCheck: _holder(CaseStage.REPORTED, CaseStage.SOLVED),
    work.Check: Gate(works_here, "not_your_case", frozenset(_LOOKED_AT)),
    work.RuleTransfer: Gate(
        rules_here, "not_the_ruler", frozenset({CaseStage.TRANSFERRED}), questioned
    ),
    work.CallNeighbours: Gate(works_here, "not_your_case", frozenset(SIFTED)),
    work.AgreeSelfHelp: _holder(CaseStage.OWNED),
    work.SubmitPetition: _holder(CaseStage.OWNED),
    work.ProlongPetition: _holder(CaseStage.OWNED),
    work.AnswerPetition: _holder(CaseStage.OWNED),
}


def allowed(actor: Actor, case: Case) -> list[str]:
    """What this actor may ask of the case now, by the last words of the paths."""
    return [
        BY_COMMAND[command].act
        for command, gate in GATES.items()
        if gate.lets(case) and gate.may(actor, case)
    ]


def guarded(decide: Decision) -> Decision:
    """Let only those decide who may, when it may be decided, and say what follows."""

    def check(
        command: Command,
        case: Case | None,
        actor: Actor,
        city: City,
        now: datetime,
        **facts: object,
    ) -> Sequence[Event]:
        gate = GATES[type(command)]
        if case is None:
            raise NotThere("not_found")
        if steps_aside(actor, case.recused, city):
            raise NotYours("reported_steps_aside")
        if not gate.may(actor, case):
            raise NotYours(gate.otherwise)
        if not gate.lets(case):
            raise not_now("illegal_move", case, actor)
        return followed(case, decide(command, case, actor, city, now, **facts), city, now)

    return check


def not_now(code: str, case: Case, actor: Actor) -> NotNow:
    """The refusal of a move that this stage does not have."""
    into = {"into": case.merged_into} if case.merged_into else {}
    return NotNow(code, state=case.stage.value, allowed=allowed(actor, case), **into)
