"""What must hold of anything that is kept, at every step of its life.

A law takes a moment of a walk and fails when it does not hold; `BROKEN` in its test breaks each.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from contracts.actor import Actor
from contracts.city import City
from contracts.envelope import Envelope, decode, encode
from contracts.events import EVENTS
from contracts.events.event import Event
from contracts.refusals import NotThere, NotYours, Refused
from tests.unit.lives.life import Ask, Moment, Standing, appointed


def stands_where_its_table_says(moment: Moment) -> None:
    """It moved only as its table says, and so did its parts."""
    before = moment.life.standing(moment.before)
    for name, one in moment.life.standing(moment.after).items():
        if one.machine is None:
            continue
        assert one.stage in one.machine.table
        came = before.get(name)
        stages = {came.stage if came else type(one.stage)("new")}
        for event in moment.said:
            kind = type(_word_of(event))
            stages |= {
                one.machine.table[stage][kind]
                for stage in stages
                if one.machine.allows(stage, kind)
            }
        assert one.stage in stages, (name, came, one.stage, moment.said)


def is_owed_by_somebody_until_a_time(moment: Moment) -> None:
    """What is not over has an owner at a place there is, and a deadline; what is over has none."""
    life = moment.life
    for one in life.standing(moment.after).values():
        if one.part:
            continue
        if one.ended:
            assert one.due_at is None, (one, "is over and has a deadline")
            continue
        assert one.due_at or one.stage in life.rests, (one, "has no deadline")
        assert _is_looked_at(one.due_at, moment), (one, "strikes no more")
        known = one.seat is None or _there_is(life.city, one.seat)
        assert known, (one, "has an owner there is not")
    if all(one.ended for one in life.standing(moment.after).values() if not one.part):
        assert life.shape.due(moment.after) is None


def _is_looked_at(due_at: datetime | None, moment: Moment) -> bool:
    """By its own clock, or another's; one that has passed may have been said once for all."""
    life = moment.life
    said = life.once if due_at is None or due_at <= moment.now else ""
    return bool(due_at is None or life.theirs or said or life.shape.due(moment.after))


def somebody_may_act(moment: Moment) -> None:
    """Somebody the city appointed at its owner's place, or named on it, may do something."""
    life = moment.life
    if not life.commands:
        return
    for one in life.standing(moment.after).values():
        if one.part or one.ended or one.stage in {**life.rests, **life.elsewhere}:
            continue
        people = (*life.people(moment.after), *appointed(life.city))
        there = people if one.seat is None else _seated(people, one, life.city)
        asks = life.asks(moment.after, moment.now)
        may = any(_may(moment, what, who) for who in there for what in asks)
        assert may, (one, "nobody there may do anything")


def nothing_is_due_once_the_clock_has_looked(moment: Moment) -> None:
    """Each deadline strikes, and once it has the next one lies ahead."""
    if moment.looked:
        due = moment.life.shape.due(moment.after)
        assert due is None or due > moment.now


LAWS = (
    stands_where_its_table_says,
    is_owed_by_somebody_until_a_time,
    nothing_is_due_once_the_clock_has_looked,
)


def folds_to_the_same(moments: Sequence[Moment]) -> None:
    """Whoever hears the same events from the wire knows the same."""
    life = moments[0].life
    said = [event for moment in moments for event in moment.said]
    assert life.folded(moments[0].before, map(_from_the_wire, said)) == moments[-1].after


def _word_of(event: Event) -> Event:
    """What somebody else said, without when and by whom (`core.told`); else the event itself."""
    return getattr(event, "word", event)


def _from_the_wire(event: Event) -> Event:
    if _word_of(event) is not event:
        return event.model_copy(update={"word": _from_the_wire(_word_of(event))})
    told = Envelope[Event](
        id="x",
        source="somebody",
        subject="it",
        seq=1,
        type=event.type,
        time=datetime.fromisoformat("2026-01-01T00:00:00Z"),
        by="somebody",
        data=event,
    )
    return decode(encode(told), EVENTS).data


def _there_is(city: City, seat: str) -> bool:
    return city.knows_territory(seat) or city.answers(seat)


def _seated(people: Iterable[Actor], one: Standing, city: City) -> list[Actor]:
    seat = one.seat or ""
    around = {*one.beside, *(city.path(seat) if city.knows_territory(seat) else (seat,))}
    return [who for who in people if around & {who.id, *(post.at for post in who.posts)}]


def _may(moment: Moment, what: Ask, who: Actor) -> bool:
    try:
        moment.life.decide(what, moment.after, who, moment.now)
    except (NotYours, NotThere):
        return False
    except Refused:
        return True
    return True
