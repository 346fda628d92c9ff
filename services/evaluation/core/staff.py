"""派驻人员: assessment and opinion on a person, from the work the record shows.

Rule 1: seconded is who holds a post in a department and another at the street. Only that street
gives an opinion, once a year; nobody on themselves.
Rule 2: it is for the street's commanders and supervisors, the head of the person's department, and
the person: nobody else sees anything, an overseer neither.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.commands.routes import COMMANDER
from contracts.commands.staff import GiveOpinion
from contracts.events.event import Event
from contracts.events.staff import Grade, OpinionGiven
from contracts.machine import IllegalTransition
from contracts.refusals import NotNow, NotThere, NotYours
from contracts.words import Level, Line, Words
from services.evaluation.core.assessment import Assessment
from services.evaluation.core.board import stars
from services.evaluation.core.sheet import Sheet, SheetCall

STREET_POSTS = COMMANDER | {Role.STREET_STAFF, Role.STREET_SUPERVISOR}
DEPARTMENT_POSTS = frozenset({Role.DEPARTMENT_LIAISON, Role.DEPARTMENT_HEAD})
READERS = COMMANDER | {Role.STREET_SUPERVISOR}


class Opinion(BaseModel):
    """One street, one person, one year."""

    model_config = ConfigDict(frozen=True)

    stage: str = "given"
    street: str
    account: str
    department: str
    year: int
    grade: Grade
    opinion: Words
    honour: Line | None
    judge: str


class Work(BaseModel):
    """One call the person worked on."""

    model_config = ConfigDict(frozen=True)

    task_id: str
    number: str
    street: str
    department: str
    steps: Mapping[str, datetime]
    """What the person did, and when."""
    overdue: tuple[str, ...]
    total: float | None
    """What the street scored the department for it."""


class StaffRecord(BaseModel):
    """One person's year."""

    model_config = ConfigDict(frozen=True)

    account: str
    name: str
    year: int
    departments: tuple[str, ...]
    seconded_to: tuple[str, ...]
    """Streets the person is seconded to; none: a department's own liaison."""
    calls: int
    on_time: int
    average: float | None
    stars: int | None
    """星级, by the average; None with too few calls to say."""
    work: tuple[Work, ...]
    opinions: tuple[Opinion, ...]


def evolve(opinion: Opinion | None, event: Event) -> Opinion:
    """Return the opinion; there is only one a year.

    Raises:
        IllegalTransition: it was given before, or this is something else.
    """
    if opinion is not None or not isinstance(event, OpinionGiven):
        raise IllegalTransition("given" if opinion else "new", event)
    return Opinion(**event.model_dump())


def give_opinion(
    command: GiveOpinion,
    opinion: Opinion | None,
    actor: Actor,
    city: City,
    now: datetime,
    account: str,
) -> Sequence[Event]:
    """Record it."""
    if not actor.holds_any(COMMANDER, command.street):
        raise NotYours("only_the_street_gives_opinions", street=command.street)
    if account not in city.people:
        raise NotThere("not_found")
    if command.street not in seconded_to(account, city) or actor.id == account:
        raise NotYours("not_seconded_to_you")
    if opinion is not None:
        raise NotNow("opinion_given", state="given", allowed=())
    if command.year > now.year:
        raise NotNow("year_not_begun", state="new", allowed=())
    given = {name: getattr(command, name) for name in ("street", "year", "grade")}
    return [
        OpinionGiven(
            **given,
            account=account,
            department=departments_of(account, city)[0],
            opinion=command.opinion,
            honour=command.honour,
            judge=actor.id,
        )
    ]


def seconded_to(account: str, city: City) -> tuple[str, ...]:
    """The streets a department's person is seconded to."""
    if not departments_of(account, city):
        return ()
    held = city.people[account].held
    streets = (at for role, at in held if role in STREET_POSTS and _is_street(at, city))
    return tuple(dict.fromkeys(streets))


def departments_of(account: str, city: City) -> tuple[str, ...]:
    """The departments somebody belongs to."""
    known = city.people.get(account)
    held = known.held if known else ()
    return tuple(dict.fromkeys(at for role, at in held if role in DEPARTMENT_POSTS))


def may_see(actor: Actor, account: str, city: City) -> None:
    """Refuse everybody but the person, its street and its head; what is hidden is not there."""
    departments, streets = departments_of(account, city), seconded_to(account, city)
    head = actor.holds(Role.DEPARTMENT_HEAD, *departments)
    street = bool(streets) and actor.holds_any(READERS, *streets)
    if not departments or not (actor.id == account or head or street):
        raise NotThere("not_found")


def staff_record(
    account: str,
    year: int,
    sheets: Iterable[Sheet],
    judged: Mapping[str, Assessment],
    opinions: Iterable[Opinion],
    city: City,
) -> StaffRecord:
    """Put one person's year together."""
    work = tuple(
        _work(task_id, call, sheet, account, judged.get(task_id))
        for sheet in sheets
        for task_id, call in sheet.calls.items()
        if any(step.by == account for step in call.steps.values())
    )
    totals = [one.total for one in work if one.total is not None]
    average = round(sum(totals) / len(totals), 2) if totals else None
    enough = len(totals) >= city.scoring.min_sample
    return StaffRecord(
        account=account,
        name=city.people[account].name,
        year=year,
        departments=departments_of(account, city),
        seconded_to=seconded_to(account, city),
        calls=len(work),
        on_time=sum(not one.overdue for one in work),
        average=average,
        stars=stars(average, city) if enough else None,
        work=work,
        opinions=tuple(opinions),
    )


def _work(
    task_id: str, call: SheetCall, sheet: Sheet, account: str, judged: Assessment | None
) -> Work:
    return Work(
        task_id=task_id,
        number=sheet.number,
        street=sheet.street,
        department=call.department,
        steps={name: step.at for name, step in call.steps.items() if step.by == account},
        overdue=call.overdue,
        total=judged.total if judged else None,
    )


def _is_street(at: str, city: City) -> bool:
    return at in city.territories and city.territories[at].level is Level.STREET
