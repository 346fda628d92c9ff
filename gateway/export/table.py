"""A table on its way out: words, columns and rows; and the mark that says who took it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from contracts.calendar.wall import to_wall
from contracts.refusals import NotSo
from contracts.sentences import Language, Sentence

MOST_ROWS = 1000
"""domain.md 9.2: the default limit of an export."""


OFFICIAL = Sentence("仅供工作使用", "for official use only")


@dataclass(frozen=True)
class Mark:
    """Who took it, when, and the number under which the audit log knows it."""

    account: str
    at: datetime
    number: str
    use: Sentence = OFFICIAL
    """What it may be used for."""

    def line(self, language: Language) -> str:
        """The mark as people read it."""
        when = f"{to_wall(self.at):%Y-%m-%d %H:%M}"
        words = {
            "zh": f"导出人 {self.account} · {when} · 编号 {self.number} · {self.use.zh}",
            "en": f"Taken by {self.account} · {when} · {self.number} · {self.use.en}",
        }
        return words[language]


@dataclass(frozen=True)
class Table:
    """What is exported."""

    name: str
    """In the file's name."""
    title: Sentence
    columns: Sequence[Sentence]
    rows: Sequence[Sequence[object]]
    words: Sequence[Sentence] = ()
    """What stands above the table, on paper."""
    use: Sentence = OFFICIAL

    def of(self, id: str, name: str) -> "Table":
        """Itself, under the name of the district it is of."""
        title = Sentence(f"{name} {self.title.zh}", f"{name}: {self.title.en}")
        return replace(self, name=f"{self.name}-{id}", title=title)

    def checked(self) -> "Table":
        """Itself, if it is no more than may leave at once.

        Raises:
            NotSo: it must be narrowed.
        """
        if len(self.rows) > MOST_ROWS:
            raise NotSo("export_too_large", field="limit", most=MOST_ROWS)
        return self

    def heads(self, language: Language) -> list[str]:
        """The names of the columns."""
        return [getattr(column, language) for column in self.columns]


def cell(value: object, language: Language) -> str | float:
    """A value as it stands in a cell: numbers as numbers, times by the clock on the wall."""
    if isinstance(value, Sentence):
        return getattr(value, language)
    if isinstance(value, bool):
        return {"zh": "是" if value else "否", "en": "yes" if value else "no"}[language]
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return f"{to_wall(value):%Y-%m-%d %H:%M}"
    return "" if value is None else str(value)
