"""A record was false: what it earned is taken back, from the day and year it was served in.

A miss that was none is taken back as well, and costs nobody anything: dispatch hears of it.

A star that rested on it falls with it: nobody wears what nobody did.
"""

from collections.abc import Sequence
from datetime import datetime

from contracts.actor import Actor
from contracts.city import City
from contracts.city.offering import Earning
from contracts.commands.earning import VoidRecord
from contracts.events.event import Event
from contracts.refusals import NotSo
from services.evaluation.core.deciding import decided_by
from services.evaluation.core.earning import star
from services.evaluation.core.passbook import Line, Passbook
from services.evaluation.core.pen import Pen


def void(
    command: VoidRecord, book: Passbook | None, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """A record was false: what it earned is taken back, and that costs points; a miss is forgiven.

    Raises:
        NotThere, NotYours, NotSo: no passbook, not theirs to decide, no such record.
    """
    book = decided_by(actor, book, city)
    lines = [one for one in book.lines if _stands(one, command.offer_id, book)]
    if not lines:
        raise NotSo("no_such_record", field="offer_id")
    first = lines[0]
    about = {"offer_id": first.offer_id, "number": first.number, "title": first.title}
    pen = Pen(book, now, {**about, "reason": command.reason})
    for line in lines:
        _back(pen, line)
    if not all(_is_miss(line) for line in lines):
        table = city.rules.offers.earning.points
        pen.points(Earning.FALSE_RECORD, table[Earning.FALSE_RECORD], f"{first.id}-void")
    if (level := star(pen.book, city)) < pen.book.star:
        pen.star(level)
    return pen.said


def _stands(line: Line, offer_id: str, book: Passbook) -> bool:
    its_own = line.offer_id == offer_id and line.reverses is None
    posted = line.amount > 0 or _is_miss(line)
    return its_own and posted and not book.taken_back(line.id)


def _is_miss(line: Line) -> bool:
    return line.id.endswith(f"-{Earning.NO_SHOW.value}")


def _back(pen: Pen, line: Line) -> None:
    back = f"{line.id}-back"
    if line.ledger == "hours":
        pen.hours(-line.amount, back, line.served_at or line.at, reverses=line.id)
    else:
        earning = Earning(line.id.rpartition("-")[2])
        pen.points(earning, -int(line.amount), back, reverses=line.id)
