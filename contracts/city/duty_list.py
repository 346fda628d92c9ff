"""权责清单: category × area → who leads, who assists. The most specific row decides.

The category comes first, then the area: a row for one class beats a row for its whole group, even
when the group's row names the street. Rows may name `@street`, `@joint_enforcement` or
`@community`, so that one row serves every street.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from contracts.city.category import Duty
from contracts.words import Level

EVERYWHERE = "*"

Organisations = Mapping[tuple[str, str], str]
"""(word, territory) → organisation: who is meant by `@street` and the like at a place."""


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One row of duties.csv."""

    row: int
    category: str
    area: str
    lead: str
    assists: tuple[str, ...]
    level_can_settle: Level
    basis: str
    """Law or decision behind it, in the words of the pack; may be empty."""


@dataclass(frozen=True)
class DutyList:
    """The rows, found by category and area."""

    rows: Mapping[tuple[str, str], DutyRow]
    local: Organisations

    def find(self, category: str, path: Sequence[str]) -> Duty:
        """Return the duty for a category at a place, given as its path from the district down.

        Raises:
            KeyError: no row, or a row that means the street of a place above the streets.
        """
        for key in _specific_first(category, path):
            if row := self.rows.get(key):
                return self._duty(row, path)
        raise KeyError(category)

    def covers(self, category: str) -> bool:
        """Whether some row holds for this category everywhere."""
        return any((key, EVERYWHERE) in self.rows for key in _groups(category))

    def _duty(self, row: DutyRow, path: Sequence[str]) -> Duty:
        lead = self._resolve(row.lead, path)
        assists = (self._resolve(word, path) for word in row.assists if self._known(word, path))
        return Duty(
            lead=lead,
            assists=tuple(dict.fromkeys(found for found in assists if found != lead)),
            level_can_settle=row.level_can_settle,
            reason=_reason(row),
        )

    def _known(self, word: str, path: Sequence[str]) -> bool:
        return not word.startswith("@") or any((word, place) in self.local for place in path)

    def _resolve(self, word: str, path: Sequence[str]) -> str:
        if not word.startswith("@"):
            return word
        for place in reversed(path):
            if found := self.local.get((word, place)):
                return found
        raise KeyError(word)


def _groups(category: str) -> Iterator[str]:
    for length in range(len(category), 0, -1):
        yield category[:length]
    yield EVERYWHERE


def _specific_first(category: str, path: Sequence[str]) -> Iterator[tuple[str, str]]:
    for group in _groups(category):
        for area in (*reversed(path), EVERYWHERE):
            yield group, area


def _reason(row: DutyRow) -> str:
    said = f"duties.csv {row.row}: {row.category} @ {row.area}"
    return f"{said} ({row.basis})" if row.basis else said
