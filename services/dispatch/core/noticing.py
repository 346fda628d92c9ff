"""Who may tell groups something, when it goes out, what may be replied.

Rule 1: what whoever leads a group may send the pack says by kind; an emergency is a commander's.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from contracts.actor import Actor
from contracts.city import City
from contracts.commands import notice as ask
from contracts.commands.command import Command
from contracts.events import notice as n
from contracts.events.event import Event
from contracts.notice_life import NOTICE_LIFE, NoticeStage
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from contracts.words import Level, Owner
from services.dispatch.core.notice import Notice, sent

_LEVELS: Final = {1: Level.STREET, 2: Level.COMMUNITY}
"""Who owns a notice to a group of this level; a grid all below."""


def send(
    command: ask.SendNotice,
    state: Notice | None,
    actor: Actor,
    city: City,
    now: datetime,
    facts: tuple[str, bool],
) -> Sequence[Event]:
    """Queue it; without a time it goes out at once.

    `facts` are its number and whether its offer can be claimed.

    Raises:
        NotSo, NotYours: no such group, not the actor's, times in the past or too far ahead.
    """
    number, open_ = facts
    group = city.directory.groups.get(command.group)
    if group is None:
        raise NotSo("unknown_group", field="group")
    at = city.directory.grid_of(group.at)
    _check_sender(command, actor, city.path(at), city)
    if command.offer_id and not open_:
        raise NotSo("offer_not_open", field="offer_id")
    begins, ends = _times(command, at, city, now)
    queued = n.NoticeQueued(
        number=number,
        kind=command.kind,
        title=command.title,
        text=command.text,
        sender=actor.id,
        group=group.id,
        group_name=group.name,
        level=group.level,
        at=at,
        path=city.path(at),
        groups=len(city.directory.downward(group.id)),
        answers=city.rules.notices.rule(command.kind).answers,
        offer_id=command.offer_id,
        replies_until=ends,
        owner=Owner(level=_LEVELS.get(group.level, Level.GRID), at=at),
        due_at=begins,
    )
    return [queued] if begins > now else [queued, sent(at, ends, now)]


def _check_sender(command: ask.SendNotice, actor: Actor, path: Sequence[str], city: City) -> None:
    rule, group = city.rules.notices.rule(command.kind), city.directory.groups[command.group]
    if group.level not in rule.levels:
        raise NotSo("not_this_level", field="group", levels=[str(one) for one in rule.levels])
    leading = rule.leaders and city.directory.leads(actor.id, group.id)
    if not leading and not actor.holds_any(frozenset(rule.roles), *path):
        raise NotYours("not_your_group", group=group.name)


def _times(
    command: ask.SendNotice, at: str, city: City, now: datetime
) -> tuple[datetime, datetime]:
    rules = city.rules.notices
    begins = command.send_at or now
    latest = city.due(at, now, rules.ahead).at
    if not now <= begins <= latest:
        raise NotSo("not_that_time", field="send_at", latest=latest)
    ends = command.replies_until or city.due(at, begins, rules.rule(command.kind).replies).at
    last = city.due(at, begins, rules.ahead).at
    if not begins < ends <= last:
        raise NotSo("not_that_time", field="replies_until", latest=last)
    return begins, ends


def withdraw(
    command: ask.WithdrawNotice, state: Notice | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Take it back: the sender, or who leads its group.

    Raises:
        NotThere, NotYours, NotNow: no such notice, not the actor's, or it is over.
    """
    if state is None:
        raise NotThere("not_found")
    if actor.id != state.sender and not city.directory.leads(actor.id, state.group):
        raise NotYours("not_your_notice")
    if not NOTICE_LIFE.allows(state.stage, n.NoticeWithdrawn):
        raise NotNow("illegal_move", state=state.stage.value, allowed=())
    return [n.NoticeWithdrawn(reason=command.reason)]


def check_open(notice: Notice, command: Command) -> None:
    """Refuse what comes before it is out or after it is over; reading is never too late.

    Raises:
        NotThere, NotNow, NotSo: not out yet, no reply is taken any more, or not this one.
    """
    if notice.stage is NoticeStage.QUEUED:
        raise NotThere("not_found")
    if not isinstance(command, ask.ReplyNotice):
        return
    if notice.stage is not NoticeStage.SENT:
        raise NotNow("replies_closed", state=notice.stage.value, allowed=("read",))
    if command.answer not in notice.answers:
        raise NotSo("not_this_answer", field="answer", answers=[*notice.answers])


DECISIONS: Final[Mapping[type[Command], Callable[..., Sequence[Event]]]] = {
    ask.SendNotice: send,
    ask.WithdrawNotice: withdraw,
}
RECEIVED: Final = (ask.ReadNotice, ask.ReplyNotice)
"""What is counted beside the notice."""
