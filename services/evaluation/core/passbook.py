"""积分与时长: what one person or unit has earned, in two ledgers that only grow.

Rule 1: a posting is said once per thing that was done, however often it is heard; the balance is
what the postings add up to, and nothing else.
Rule 2: nothing is taken away without a reason: a claim nobody came for, a record that was false.
Rule 3: each posting's mark is made of the one before: a ledger that was changed shows it, and a
mark is the code of a certificate.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.calendar.wall import to_instant, to_wall
from contracts.events import earning as e
from contracts.events.event import Event
from services.evaluation.core.told import Told


class Line(BaseModel):
    """One posting, as the passbook remembers it."""

    model_config = ConfigDict(frozen=True)

    id: str
    ledger: Literal["points", "hours"]
    amount: float
    offer_id: str | None
    number: str | None
    title: str | None
    at: AwareDatetime
    mark: str
    reverses: str | None = None
    served_at: AwareDatetime | None = None
    """Of hours: when they were served; None in books kept before that was noted."""


class Passbook(BaseModel):
    """Everything one person or unit has earned."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    account: str = ""
    unit: bool = False
    street: str = ""
    community: str | None = None
    points: int = 0
    hours: float = 0
    years: Mapping[str, tuple[int, float]] = {}
    """Points and hours of each year on the wall's calendar."""
    days: Mapping[str, float] = {}
    """Hours of each day that earned points."""
    deeds: int = 0
    star: int = 0
    lines: tuple[Line, ...] = ()
    rated: Mapping[str, int] = {}
    """The stars of each year."""
    rating: e.RatingDue | None = None
    """The year that waits for the community's word."""
    due_at: AwareDatetime | None = None

    @property
    def opened(self) -> bool:
        """Whether anything was ever earned."""
        return bool(self.account)

    @property
    def stage(self) -> str:
        """For the answer to a command."""
        return "rating" if self.rating else "open"

    @property
    def mark(self) -> str:
        """The mark of the last posting."""
        return self.lines[-1].mark if self.lines else ""

    def year(self, year: int) -> tuple[int, float]:
        """Points and hours of a year."""
        return self.years.get(str(year), (0, 0.0))

    def taken_back(self, posting_id: str) -> bool:
        """Whether another posting took this one back."""
        return any(line.reverses == posting_id for line in self.lines)


def evolve(book: Passbook | None, event: Event) -> Passbook:
    """Return the passbook after an event."""
    book = book or Passbook()
    if isinstance(event, Told):
        return book
    return book.model_copy(update=_CHANGES[type(event)](book, event))


def clock(book: Passbook) -> datetime | None:
    """When the sweep must look at it next."""
    return book.due_at


def _opened(_: Passbook, event: e.PassbookOpened) -> dict[str, Any]:
    kept = ("account", "unit", "street", "community")
    return {name: getattr(event, name) for name in kept}


def _points(book: Passbook, event: e.PointsPosted) -> dict[str, Any]:
    _, hours = book.year(event.year)
    return {
        "points": event.balance,
        "years": {**book.years, str(event.year): (event.year_points, hours)},
        "lines": (*book.lines, _line("points", event.amount, event)),
        "due_at": book.due_at or _next_year(event.year),
    }


def _hours(book: Passbook, event: e.HoursPosted) -> dict[str, Any]:
    points, _ = book.year(event.year)
    day = str(served_on(event.served_at))
    fresh = event.hours > 0
    return {
        "hours": event.balance,
        "years": {**book.years, str(event.year): (points, event.year_hours)},
        "days": {**book.days, day: max(book.days.get(day, 0) + event.hours, 0)},
        "deeds": book.deeds + (1 if fresh else -1),
        "lines": (*book.lines, _line("hours", event.hours, event, served_at=event.served_at)),
    }


def _line(ledger: Literal["points", "hours"], amount: float, event: e.Posted, **also: Any) -> Line:
    copied = ("offer_id", "number", "title", "mark", "reverses")
    told = {**{name: getattr(event, name) for name in copied}, **also}
    return Line(id=event.posting_id, ledger=ledger, amount=amount, at=event.posted_at, **told)


def _rating(_: Passbook, event: e.RatingDue) -> dict[str, Any]:
    return {"rating": event, "due_at": event.due_at}


def _rated(book: Passbook, event: e.MemberRated) -> dict[str, Any]:
    later = [int(year) for year in book.years if int(year) > event.year]
    return {
        "rating": None,
        "rated": {**book.rated, str(event.year): event.stars},
        "due_at": _next_year(min(later)) if later else None,
    }


_CHANGES: Final[Mapping[type[Event], Callable[[Passbook, Any], dict[str, Any]]]] = {
    e.PassbookOpened: _opened,
    e.PointsPosted: _points,
    e.HoursPosted: _hours,
    e.StarReached: lambda _, event: {"star": event.level},
    e.RatingDue: _rating,
    e.RatingRecomputed: lambda _, event: {"due_at": event.due_at},
    e.MemberRated: _rated,
}


def served_on(at: datetime) -> date:
    """The day on the wall's calendar."""
    return to_wall(at).date()


def chained(before: str, ledger: str, said: e.Posted, amount: float) -> str:
    """The mark of a posting: a digest of what it says and of the mark before."""
    told = (said.posting_id, ledger, f"{amount:g}", said.posted_at.isoformat(), said.offer_id or "")
    return sha256("\n".join((before, *told)).encode()).hexdigest()[:32]


def intact(lines: Sequence[Line]) -> bool:
    """Whether every mark is what its posting and the mark before make it."""
    before = ""
    for line in lines:
        told = (line.id, line.ledger, f"{line.amount:g}", line.at.isoformat(), line.offer_id or "")
        before = sha256("\n".join((before, *told)).encode()).hexdigest()[:32]
        if before != line.mark:
            return False
    return True


def _next_year(year: int) -> datetime:
    """When a year of the wall's calendar is over."""
    return to_instant(datetime(year + 1, 1, 1))  # noqa: DTZ001
