"""A problem is reported: it gets a number, somebody who must look at it, and a time for that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contracts.actor import Actor
from contracts.channels import kin, origin
from contracts.city import City
from contracts.commands.case import Report
from contracts.commands.routes import REPORTERS
from contracts.events.case import CaseReported, CaseSupplemented
from contracts.events.event import Event
from contracts.recusal import recused
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from contracts.words import Place
from services.intake.core.aging import stuck_at
from services.intake.core.alarm import rings, same_cause
from services.intake.core.case import Case
from services.intake.core.closing import sift_by
from services.intake.core.entry import (
    check_channel,
    check_times,
    confidential,
    copied_to,
    entrance,
    sort_by,
)
from services.intake.core.repair import sent_to_steward


@dataclass(frozen=True)
class Arrival:
    """What a new case cannot know by itself."""

    number: str
    place: Place
    id: str = ""
    """Of the case to be; tasks are named after it."""


def report(
    command: Report,
    case: Case | None,
    actor: Actor,
    city: City,
    now: datetime,
    *,
    facts: Arrival,
) -> Sequence[Event]:
    """Take it in: nothing that somebody reports is ever without an owner."""
    check_report(command, actor, city, now)
    if case is not None:
        return _known(command, case)
    taken = taken_in(command, actor.id, facts, city, now)
    return [taken, *sent_to_steward(command, taken, facts.id, city, now)]


def _known(command: Report, case: Case) -> Sequence[Event]:
    """A hotline's number or an alarm's cause names its case: the same again changes nothing, new
    words are added while it is open.

    Raises:
        NotNow: it is another case's id.
    """
    ours, theirs = command.order, case.order
    ticket = ours and theirs and ours.external == theirs.external
    if not ticket and not same_cause(command, case):
        raise NotNow("illegal_move", state=case.stage.value, allowed=[])
    if not case.open or command.text in (case.text, case.last_words):
        return []
    return [CaseSupplemented(text=command.text, photos=command.photos)]


def taken_in(
    told: Report, reporter: str, facts: Arrival, city: City, now: datetime
) -> CaseReported:
    """Give it its first owner and the time to sort it."""
    aside = recused(told.about, city)
    owner = entrance(told, facts.place, city, aside)
    return CaseReported(
        number=facts.number,
        channel=kin(told.channel),
        through=told.channel,
        category=told.category,
        text=told.text,
        place=facts.place,
        reporter=reporter,
        photos=told.photos,
        confidential=confidential(told) or bool(aside),
        reported_at=now,
        about=told.about,
        recused=aside,
        owner=owner,
        due_at=sort_by(told.group, owner, city, now),
        origin=origin(told.channel),
        on_behalf_of=told.on_behalf_of,
        group=told.group,
        order=told.order,
        mandate=told.mandate,
        source=told.source,
        seen_at=told.seen_at,
        copied_to=copied_to(told, facts.place),
        stuck_at=stuck_at(facts.place, city, now),
        check_by=sift_by(told.channel, facts.place, city, now),
    )


def check_report(command: Report, actor: Actor, city: City, now: datetime) -> None:
    """Refuse what can be refused before anything is looked up outside; a device's clock may be
    wrong, and its alarm is taken in all the same."""
    if not actor.holds_any(REPORTERS) and not rings(command, actor):
        raise NotYours("not_a_reporting_post")
    check_channel(command, actor, city)
    if not rings(command, actor):
        check_times(command, now)
    check_in_scope(command.category, city)
    recused(command.about, city)


def check_in_scope(category: str, city: City) -> None:
    """Refuse what was taken off the street's catalogue (明责), and say where to go instead."""
    if line := city.directory.refused_duty(category):
        raise NotSo("out_of_scope", field="category", reason=line.reason)


def told_again(
    command: Report, case: Case | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """The same person tells the same again: it stays one case, and no new word is lost."""
    check_report(command, actor, city, now)
    if case is None or not case.open:
        raise NotThere("not_found")
    known = {case.text, case.last_words} if rings(command, actor) else {case.text}
    if command.text in known and not set(command.photos) - set(case.photos):
        return []
    again = not rings(command, actor)
    return [CaseSupplemented(text=command.text, photos=command.photos, again=again)]
