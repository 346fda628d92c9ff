"""Whistles brought to any stage: what is asked, what is heard, and what the clock says."""

from functools import reduce

from contracts.commands import coordination as talk
from contracts.commands import relief as plea
from contracts.commands import whistle as ask
from contracts.envelope import Envelope
from contracts.events import task as t
from contracts.events.coordination import Attendee
from contracts.events.evaluation import AssessmentScored
from contracts.events.event import Event
from contracts.summons import ProblemEnd, Responder
from services.dispatch import core
from tests.unit.dispatch.town import (
    CITY,
    COMMANDER,
    HERE,
    NOON,
    OFFICER,
    POINT,
    SECRETARY,
    WORKER,
    hours,
)

# --- what is asked --------------------------------------------------------------------------------


def calls(*departments: str) -> tuple[Responder, ...]:
    """Responders of whom the first leads."""
    return tuple(Responder(department=d, lead=n == 0) for n, d in enumerate(departments))


def stated(text: str = "Water in the street", category: str = "pipe", **also):
    return ask.ProblemStated(text=text, category=category, **also)


def raising(*departments: str, **changes) -> ask.Raise:
    told = {
        "kind": "DEMAND",
        "problems": (stated(),),
        "responders": calls(*(departments or ("water", "roads"))),
        "point": POINT,
        "address": "1 Lamp Road",
        "reason": "It crosses departments",
    }
    return ask.Raise(**(told | changes))


FACTS = core.Facts(id="wh-1", number="N1", place=HERE)
ENDORSE = ask.Endorse(opinion="Yes, it is real")
APPROVE = ask.Approve()
REFUSE = ask.RefuseDraft(reason="We can do that ourselves")
RETURN = ask.ReturnDraft(reason="Say which pipe it is")
REVISE = ask.ReviseDraft(
    **raising(problems=(stated("The rain pipe at the bend"),)).model_dump(exclude={"draft"})
)
REMIND = ask.Remind(text="When will you come?")
CALL = ask.CallMore(department="fire", reason="There is smoke")
CHANGE_LEAD = ask.ChangeLead(task_id="wh-1-2", reason="It is a road after all")
SEND_BACK = ask.SendBack(task_id="wh-1-1", reason="Still wet")
WITHDRAW = ask.WithdrawWhistle(reason="A mistake")
ESCALATE = ask.EscalateWhistle(reason="Beyond the street")
CONFIRM = ask.ConfirmWhistle(ends=(ProblemEnd(problem_id="p1", solved=True),), result="Dry")
CLOSE = ask.CloseWhistle()
UPHOLD = ask.DecideRuling(upheld=True, designated="police", reason="Theirs")
REJECT = ask.DecideRuling(upheld=False, reason="Yours")
SAY = talk.Say(text="When will you come?")
MEET = talk.Meet(
    held_at=NOON,
    attendees=(Attendee(organisation="water", person="Li"),),
    decision="Dig at the bend",
    steps=(
        talk.StepWanted(
            department="water", person="Li", target="20 m of new pipe", due_at=NOON + hours(50)
        ),
    ),
)
FINISH_STEP = talk.FinishStep(step_id="wh-1-a1", result="22 m are laid")
SUPERVISE = talk.Supervise(task_id="wh-1-1", reason="It has waited for years")
ANSWER = talk.AnswerSupervision(text="The digger comes tomorrow")
RATIFY = ask.Ratify(opinion="Rightly blown")
DECLINE = ask.DeclineJoin(reason="Our side is dry")
JOIN = ask.Join(opinion="The pipe runs under our street too")
WAIVE = plea.Waive(task_id="wh-1-2", reason="The road is dry after all")
GRANT = plea.DecideRelief(granted=True, reason="So be it")
DENY = plea.DecideRelief(granted=False, reason="Not this time")
COMMANDS = (
    ENDORSE, APPROVE, REFUSE, RETURN, REVISE, REMIND, CALL, CHANGE_LEAD, SEND_BACK, WITHDRAW,
    ESCALATE, UPHOLD, CONFIRM, CLOSE, RATIFY, JOIN, DECLINE, SAY, MEET, FINISH_STEP, SUPERVISE,
    ANSWER, WAIVE, GRANT,
)  # fmt: skip
"""One of each that is asked of a whistle."""

NAMED = {
    ask.DecideRuling: "wh-1-1-r1",
    talk.AnswerSupervision: "wh-1-1-s1",
    plea.DecideRelief: "wh-1-1-x1",
}
"""Of what the path names, the one that is meant unless a test says otherwise."""


def decide(command, whistle=None, by=COMMANDER, now=NOON, city=CITY, **facts):
    if isinstance(command, ask.Draft | ask.Approve):
        facts = {"facts": FACTS} | facts
    if type(command) in NAMED:
        facts = {"facts": NAMED[type(command)]} | facts
    return list(core.DECISIONS[type(command)](command, whistle, by, city, now, **facts))


def done(whistle, events):
    return reduce(core.evolve, events, whistle)


def act(whistle, command, by=COMMANDER, now=NOON, **facts):
    """The whistle after somebody's command."""
    return done(whistle, decide(command, whistle, by, now, **facts))


def whistle(*departments: str, **changes) -> core.Whistle:
    """A whistle just raised on these departments, the first leading."""
    return act(None, raising(*departments, **changes))


def draft(by=WORKER, **changes) -> core.Whistle:
    return act(None, raising(draft=True, **changes), by)


# --- what is heard --------------------------------------------------------------------------------

WORDS = {
    "acknowledge": lambda d: t.TaskAcknowledged(department=d, whistle_id="wh-1", handler="Li"),
    "arrive": lambda d: t.TaskArrived(
        department=d, whistle_id="wh-1", person="Li", rank="BLUE", way="qr"
    ),
    "complete": lambda d: t.TaskCompleted(
        department=d,
        whistle_id="wh-1",
        accepted_at=NOON,
        contacted="Ms Ren",
        measures="Mended",
        finished_at=NOON,
    ),
    "object": lambda d: t.TaskObjected(
        department=d, whistle_id="wh-1", reason="Not ours", basis="art. 9", suggestion="police"
    ),
    "cannot_solve": lambda d: t.TaskCannotSolve(
        department=d, whistle_id="wh-1", reason="Beyond us"
    ),
    "extend": lambda d: t.TaskExtensionAsked(department=d, whistle_id="wh-1", reason="Rain"),
    "suspend": lambda d: t.TaskSuspensionAsked(
        department=d,
        whistle_id="wh-1",
        cause="season",
        reason="Frost",
        until=NOON + hours(500),
    ),
    "resume": lambda d: t.TaskResumeAsked(department=d, whistle_id="wh-1", reason="It thaws"),
    "judge": lambda d: AssessmentScored(
        whistle_id="wh-1",
        department=d,
        points={},
        deductions=(),
        total=90,
        scorer="zhi",
        appeal_by=NOON,
    ),
}

HEARS = {
    "object": core.on_objected,
    "cannot_solve": core.on_cannot_solve,
    "extend": core.on_extension,
    "suspend": core.on_suspension,
    "resume": core.on_resumed,
}


def heard(event: Event, subject: str = "wh-1-1", at=NOON, seq: int = 1) -> Envelope[Event]:
    source = "evaluation" if subject.startswith("as-") else "response"
    return Envelope[Event](
        id=f"{source}:{subject}:{seq}",
        source=source,
        subject=subject,
        seq=seq,
        type=event.type,
        time=at,
        by="somebody",
        data=event,
    )


def hear(whistle, word: str, n: int = 1, at=NOON, **changes):
    """What dispatch says when the n-th call's department (or its judge) says this word."""
    said = WORDS[word](whistle.call(f"wh-1-{n}").department).model_copy(update=changes)
    prefix = "as-" if word == "judge" else ""
    envelope = heard(said, f"{prefix}wh-1-{n}", at)
    after = core.evolve(whistle, core.told(envelope).data)
    if word in HEARS:
        return after, list(HEARS[word](envelope, after, CITY, at))
    return after, list(core.on_told(envelope, after, CITY, at))


def tell(whistle, word: str, *numbers: int, at=NOON, **changes):
    """The whistle after these calls' departments said this word."""
    for n in numbers or range(1, len(whistle.calls) + 1):
        after, said = hear(whistle, word, n, at, **changes)
        whistle = done(after, said)
    return whistle


def finished(whistle, *numbers: int, at=NOON):
    """The whistle after these calls (all, when none is named) went their whole way."""
    for word in ("acknowledge", "arrive", "complete"):
        whistle = tell(whistle, word, *numbers, at=at)
    return whistle


def ticked(whistle, at, city=CITY):
    """What the clock says then, and the whistle after it."""
    said = list(core.tick(whistle, city, at))
    return said, done(whistle, said)


def at_every_stage() -> dict[str, core.Whistle]:
    """One whistle in each stage it can be in."""
    solved = finished(whistle())
    confirmed = act(solved, CONFIRM)
    assessed = tell(confirmed, "judge")
    return {
        "draft": draft(),
        "endorsed": act(draft(), ENDORSE, OFFICER),
        "returned": act(draft(), RETURN, OFFICER),
        "mustering": whistle(),
        "working": tell(tell(whistle(), "acknowledge"), "arrive"),
        "solved": solved,
        "confirmed": confirmed,
        "assessed": assessed,
        "closed": act(assessed, CLOSE),
        "refused": act(draft(), REFUSE, SECRETARY),
        "withdrawn": act(whistle(), WITHDRAW),
    }
