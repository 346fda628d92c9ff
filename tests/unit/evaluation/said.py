"""What dispatch, response and intake say of whistles and cases, for the books."""

from datetime import timedelta

from contracts.channels import Kin
from contracts.events import call as c
from contracts.events import case as e
from contracts.events import case_handed as handed
from contracts.events import task as t
from contracts.events import whistle as w
from contracts.events.procedure import TaskMoved
from contracts.summons import Clocks, Problem, ProblemEnd
from contracts.words import Grade, Kind, Level, Owner, Place, Point
from tests.unit.evaluation import builders as b

PLACE = Place(
    point=Point(lng=120, lat=36),
    address="First Road",
    territory="g1",
    path=("d", "s1", "c1", "g1"),
)
OWNER = Owner(level=Level.COMMUNITY, at="c1")
OWNED = {"owner": OWNER, "due_at": b.NOON + timedelta(days=1)}


class Speaker:
    """Numbers what one aggregate says."""

    def __init__(self, subject, source="dispatch", by="somebody"):
        self.subject, self.source, self.by, self.seq = subject, source, by, 0

    def says(self, event, at=b.NOON, by=None):
        self.seq += 1
        heard = b.envelope(event, self.seq, self.subject, self.source, at)
        return heard.model_copy(update={"by": by or self.by})


def raised(cases=("case-1",), **changes):
    problems = tuple(
        Problem(id=f"p{n}", text="drain", category="P0101", case_id=id)
        for n, id in enumerate(cases, 1)
    )
    return w.WhistleRaised(
        **{
            "number": "HC-1",
            "kind": Kind.DEMAND,
            "grade": Grade.BLUE,
            "street": "s1",
            "problems": problems,
            "departments": ("water", "fire"),
            "lead": "water",
            "complete_by": b.NOON,
        }
        | changes
    )


def summoned(n=1, department="water", whistle="wh-1"):
    clocks = Clocks(acknowledge_by=b.NOON, arrive_by=b.NOON, complete_by=b.NOON)
    return c.CallSummoned(
        task_id=f"{whistle}-{n}",
        whistle_id=whistle,
        number="HC-1",
        procedure="muster",
        kind=Kind.DEMAND,
        grade=Grade.BLUE,
        street="s1",
        department=department,
        lead=n == 1,
        clocks=clocks,
        problems=(),
        place=PLACE,
    )


def call(event, n=1, department="water", whistle="wh-1", **facts):
    return event(whistle_id=whistle, task_id=f"{whistle}-{n}", department=department, **facts)


def overdue(n=1, department="water"):
    return call(c.CallOverdue, n, department, duty="arrive", by_when=b.NOON, tell=())


def supervised(n=1, department="water", count=1, talk=False):
    facts = {"duty": "arrive", "count": count, "answer_by": b.NOON, "tell": ()}
    facts |= {"kind": "TALK" if talk else "DAILY", "bulletin": talk}
    return call(c.SupervisionOpened, n, department, **facts)


def upheld(n=1, department="water"):
    facts = {"ruling_id": "ru-1", "about": "objection", "upheld": True, "reason": "Not theirs"}
    return call(c.RulingDecided, n, department, **facts)


def acknowledged(whistle="wh-1", department="water"):
    return t.TaskAcknowledged(department=department, whistle_id=whistle, handler="Wang")


def whistle_ended(*solved):
    ends = tuple(ProblemEnd(problem_id=f"p{n}", solved=one) for n, one in enumerate(solved, 1))
    return b.confirmed(ends=ends, problems=(), records=())


def reported(**changes):
    return e.CaseReported(
        **{
            "number": "C-1",
            "channel": Kin.APP,
            "category": "P0101",
            "text": "A drain",
            "place": PLACE,
            "reporter": "resident",
            **OWNED,
        }
        | changes
    )


def solved(level=Level.COMMUNITY):
    owner = Owner(level=level, at="c1")
    return e.CaseSolved(result="Done", owner=owner, due_at=b.NOON)


def answered():
    return e.CaseAnswered(text="It is open on Sundays", **OWNED)


def transferred(department="water"):
    return handed.CaseTransferred(
        task_id="case-1-t1",
        department=department,
        street="s1",
        category="P0101",
        text="A drain",
        place=PLACE,
        **OWNED,
    )


def entrusted(responder="firm", task="case-1-t1"):
    told = {"street": "s1", "category": "P0101", "text": "A gate", "place": PLACE, **OWNED}
    return handed.CaseEntrusted(task_id=task, procedure="repair", responder=responder, **told)


def returned(task="case-1-t1"):
    return handed.CaseReturned(task_id=task, reason="Too dear", **OWNED)


def moved(department="firm", responder="c1", case="case-1"):
    told = {"at": (responder,), "tiers": (), "reason": "No means"}
    return TaskMoved(department=department, case_id=case, responder=responder, **told)
