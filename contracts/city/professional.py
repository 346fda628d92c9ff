"""Who is a lawyer, a police officer, a judge …: the panel that settles disputes, and advisers.

一社区一法律顾问, 一社区一警务助理: a lawyer or officer is attached to communities or grids, one of
each profession to a place at most; one lawyer may serve many.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Profession(StrEnum):
    """What a mediator is by trade."""

    FULL_TIME = "full_time"
    """专职调解员."""
    POLICE = "police"
    LAWYER = "lawyer"
    JUDGE = "judge"
    COUNSELLOR = "counsellor"
    """心理咨询师."""


@dataclass(frozen=True, slots=True)
class Professional:
    """One account, its trade, and the places it is attached to."""

    account: str
    profession: Profession
    serves: tuple[str, ...] = ()
    """Communities and grids; none: of the panel only."""


@dataclass(frozen=True)
class Professionals:
    """Everybody of a trade, by account."""

    known: Mapping[str, Professional]

    def profession(self, account: str) -> Profession | None:
        """Return somebody's trade; None for anybody else."""
        found = self.known.get(account)
        return found.profession if found else None

    def attached(
        self, professions: Collection[Profession], path: Sequence[str]
    ) -> Iterator[Professional]:
        """Who of these trades is attached to a place, the nearest first."""
        for place in reversed(path):
            for one in self.known.values():
                if one.profession in professions and place in one.serves:
                    yield one

    def of(self, professions: Collection[Profession]) -> tuple[Professional, ...]:
        """Everybody of these trades."""
        return tuple(one for one in self.known.values() if one.profession in professions)
