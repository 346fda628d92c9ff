"""服务记录证明: what somebody has done, as the ledger says; free and true (志愿服务条例 art. 19).

Its code is the mark of the last posting it stands on: anybody it is shown to may ask.
"""

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.city import City
from services.evaluation.core.passbook import Line, Passbook, intact


class Service(BaseModel):
    """One line of a certificate."""

    model_config = ConfigDict(frozen=True)

    number: str | None
    title: str | None
    hours: float
    at: AwareDatetime


class Certificate(BaseModel):
    """A record of service that can be checked."""

    model_config = ConfigDict(frozen=True)

    account: str
    name: str
    community: str | None
    star: int
    hours: float
    points: int
    deeds: int
    services: tuple[Service, ...]
    code: str
    """Anybody may ask `/certificates/{code}` whether it is true."""
    text_zh: str
    text_en: str
    """For printing."""


class Verdict(BaseModel):
    """Whether a certificate's code is of this ledger."""

    model_config = ConfigDict(frozen=True)

    true: bool
    name: str | None = None
    unit: bool = False
    """Whether it is a unit's: of a person, strangers are told no whole name."""
    hours: float | None = None
    """As of that code."""
    points: int | None = None


def certificate(book: Passbook, city: City) -> Certificate:
    """Everything that stands, the latest last."""
    name = _name(book, city)
    services = tuple(_service(line) for line in book.lines if _stands(line, book))
    return Certificate(
        account=book.account,
        name=name,
        community=book.community,
        star=book.star,
        hours=book.hours,
        points=book.points,
        deeds=book.deeds,
        services=services,
        code=book.mark,
        text_zh=f"兹证明 {name} 参加志愿服务 {len(services)} 次，累计 {book.hours:g} 小时。",
        text_en=f"{name} has served {len(services)} times, {book.hours:g} hours in all.",
    )


def verdict(book: Passbook, code: str, city: City) -> Verdict:
    """Whether this code is a mark of an unbroken ledger, and what it stood at then."""
    marks = [line.mark for line in book.lines]
    if not code or code not in marks or not intact(book.lines):
        return Verdict(true=False)
    upto = book.lines[: marks.index(code) + 1]
    hours = sum(line.amount for line in upto if line.ledger == "hours")
    points = sum(line.amount for line in upto if line.ledger == "points")
    return Verdict(
        true=True,
        name=_name(book, city),
        unit=book.unit,
        hours=round(hours, 2),
        points=int(points),
    )


def _name(book: Passbook, city: City) -> str:
    known = city.people.get(book.account) or city.organisations.get(book.account)
    return known.name if known else book.account


def _stands(line: Line, book: Passbook) -> bool:
    return line.ledger == "hours" and line.reverses is None and not book.taken_back(line.id)


def _service(line: Line) -> Service:
    return Service(number=line.number, title=line.title, hours=line.amount, at=line.at)
