"""What others say of cases: valid by default."""

from datetime import timedelta

from contracts.events.callback import CallbackRecorded
from contracts.events.task import TaskCannotSolve, TaskCompleted, TaskObjected
from contracts.events.whistle import WhistleConfirmed, WhistleRaised, WhistleWithdrawn
from contracts.events.whistle_draft import WhistleRefused
from contracts.summons import Problem, ProblemEnd
from contracts.words import Kind
from tests.unit.intake.builders import NOON, heard


def problem(n, case_id="case-1"):
    return Problem(id=f"p{n}", text="The lamp is out", category="lamp", case_id=case_id)


def raised(*problems, subject="wh-1", seq=1):
    event = WhistleRaised(
        number="W1",
        kind=Kind.DEMAND,
        grade="BLUE",
        street="s1",
        problems=problems or (problem(1),),
        departments=("water",),
        lead="water",
        complete_by=NOON + timedelta(hours=9),
    )
    return heard(event, subject, seq)


def confirmed(*solved, problems=None, subject="wh-1", seq=2):
    solved = solved or (True,)
    problems = problems or tuple(problem(n) for n, _ in enumerate(solved, 1))
    ends = tuple(
        ProblemEnd(problem_id=p.id, solved=ok) for p, ok in zip(problems, solved, strict=True)
    )
    event = WhistleConfirmed(
        number="W1",
        street="s1",
        kind=Kind.DEMAND,
        ends=ends,
        problems=problems,
        records=(),
        result="The cable was mended",
    )
    return heard(event, subject, seq)


def withdrawn(subject="wh-1", seq=2):
    return heard(WhistleWithdrawn(reason="Raised twice", case_ids=("case-1",)), subject, seq)


def refused(subject="wh-1", seq=2):
    return heard(WhistleRefused(reason="Not for us", case_ids=("case-1",)), subject, seq)


def completed(subject="case-1-t1", seq=2):
    event = TaskCompleted(
        department="water",
        case_id="case-1",
        accepted_at=NOON,
        contacted="The caretaker",
        measures="The pipe was sealed",
        finished_at=NOON,
        photos=("ph-3",),
    )
    return heard(event, subject, seq, "response")


def objected(subject="case-1-t1", seq=2):
    event = TaskObjected(department="water", case_id="case-1", reason="Not ours", basis="The list")
    return heard(event, subject, seq, "response")


def cannot_solve(subject="case-1-t1", seq=2):
    event = TaskCannotSolve(department="water", case_id="case-1", reason="Too deep")
    return heard(event, subject, seq, "response")


def called_back(solved=True, seq=2, **changes):
    event = CallbackRecorded(case_id="case-1", reached=solved is not None, solved=solved, **changes)
    return heard(event, "cb-case-1", seq, "evaluation")
