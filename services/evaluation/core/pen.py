"""Writes into a passbook: each posting on top of the one before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from contracts.calendar.wall import to_wall
from contracts.city.offering import Earning
from contracts.events import earning as e
from contracts.events.event import Event
from services.evaluation.core.passbook import Passbook, chained, evolve


@dataclass
class Pen:
    """Writes postings, each on top of the one before."""

    book: Passbook
    at: datetime
    about: Mapping[str, Any] = field(default_factory=dict[str, Any])
    said: list[Event] = field(default_factory=list[Event])

    def say(self, event: Event) -> None:
        """Say something, and fold it in."""
        self.said.append(event)
        self.book = evolve(self.book, event)

    def points(self, earning: Earning, amount: int, posting_id: str, **also: Any) -> None:
        """Post points; nothing is posted for nothing."""
        if not amount:
            return
        year = to_wall(self.at).year
        said = e.PointsPosted(
            **{**self._common(f"{posting_id}-{earning.value}"), **also},
            earning=earning.value,
            amount=amount,
            balance=self.book.points + amount,
            year=year,
            year_points=self.book.year(year)[0] + amount,
        )
        self.say(self._marked(said, "points", amount))

    def hours(self, hours: float, posting_id: str, served_at: datetime, **also: Any) -> None:
        """Post hours."""
        year = to_wall(served_at).year
        said = e.HoursPosted(
            **{**self._common(f"{posting_id}-time"), **also},
            hours=hours,
            balance=round(self.book.hours + hours, 2),
            year=year,
            year_hours=round(self.book.year(year)[1] + hours, 2),
            served_at=served_at,
        )
        self.say(self._marked(said, "hours", hours))

    def star(self, level: int) -> None:
        """Say which star it has come to."""
        self.say(e.StarReached(level=level, hours=self.book.hours, deeds=self.book.deeds))

    def _common(self, posting_id: str) -> dict[str, Any]:
        return {"posting_id": posting_id, "posted_at": self.at, "mark": "", **self.about}

    def _marked(self, said: e.Posted, ledger: str, amount: float) -> e.Posted:
        mark = chained(self.book.mark, ledger, said, amount)
        return said.model_copy(update={"mark": mark})
