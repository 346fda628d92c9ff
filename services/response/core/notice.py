"""A task begins: a whistle called, or a case was transferred.

The steps and the time until which it may be objected to are fixed here, so that a city pack that
changes later changes nothing for work that is open.
"""

from collections.abc import Sequence
from datetime import datetime

from contracts.city import City, Procedure
from contracts.events.call import CallSummoned
from contracts.events.case_handed import CaseTransferred
from contracts.events.event import Event
from contracts.events.task import TaskNotified, TaskStep
from contracts.summons import Problem
from services.response.core.step_clocks import clock

_LONGEST = 2000


def on_summoned(event: CallSummoned, city: City, at: datetime) -> Sequence[Event]:
    """Put a call into the department's inbox; the window to object runs from the whistle."""
    window = city.due(event.department, at, city.span("objection.window"))
    return [
        TaskNotified(
            department=event.department,
            whistle_id=event.whistle_id,
            procedure=event.procedure,
            street=event.street,
            number=event.number,
            text=_texts(event.problems),
            lead=event.lead,
            complete_by=event.clocks.complete_by,
            steps=_steps(city.procedure(event.procedure), city),
            object_by=None if event.designated else window.at,
            recused=event.recused,
        )
    ]


def on_transferred(
    event: CaseTransferred, case_id: str, city: City, at: datetime
) -> Sequence[Event]:
    """Put a transferred case into the inbox of a department, or of who sees to the compound.

    The clock of its first step runs: somebody there signs for it and names who will see to it.
    """
    known = event.procedure in city.procedures
    procedure = city.procedure(event.procedure if known else "transfer")
    steps = _steps(procedure, city)
    window = city.due(event.department, at, city.span("order.objection"))
    return [
        TaskNotified(
            department=event.department,
            case_id=case_id,
            procedure=procedure.name,
            street=event.street,
            text=event.text,
            lead=True,
            complete_by=event.due_at,
            steps=steps,
            object_by=None if event.designated else window.at,
            recused=event.recused,
            clocks=tuple(
                clock(step.step, event.department, step.limit, city, at)
                for step in steps[:1]
                if step.limit
            ),
        )
    ]


def _steps(procedure: Procedure, city: City) -> tuple[TaskStep, ...]:
    return tuple(
        TaskStep(
            step=step.step,
            who=step.who,
            evidence=step.evidence,
            limit=city.rules.spans.get(step.clock or ""),
        )
        for step in procedure.steps
    )


def _texts(problems: Sequence[Problem]) -> str:
    if len(problems) == 1:
        return problems[0].text
    numbered = "\n".join(f"{n}. {problem.text}" for n, problem in enumerate(problems, 1))
    return numbered if len(numbered) <= _LONGEST else f"{numbered[: _LONGEST - 1]}…"
