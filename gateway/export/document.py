"""A document on its way out: title, number, what it says part by part, places to sign. Pure.

Rule 1: it is a Chinese document; who asks for English gets English labels beside the Chinese ones.
What people typed is never translated.
Rule 2: this is words only; `page` makes it a page to print, `paper` a PDF, and both show the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contracts.calendar.wall import to_wall
from contracts.sentences import Language, Sentence
from gateway.export.table import Mark

CONFIDENTIAL: Final = Sentence(
    "限当事人及承办人使用", "for the parties and whoever handles it only"
)


@dataclass(frozen=True)
class Grid:
    """Some rows under names of columns."""

    columns: Sequence[Sentence]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Part:
    """One heading and what stands under it."""

    label: Sentence
    text: str = ""
    grid: Grid | None = None


@dataclass(frozen=True)
class Signing:
    """A place to sign: who, and whether the file says that they have."""

    label: Sentence
    who: str = ""
    signed: bool = False


SIGNED: Final = Sentence("（已签）", "(signed)")


@dataclass(frozen=True)
class Document:
    """What is printed."""

    name: str
    """In the file's name."""
    title: Sentence
    number: str | None
    parts: Sequence[Part]
    signing: Sequence[Signing] = ()
    closing: Sequence[Sentence] = ()
    """What stands under the places to sign."""
    use: Sentence = CONFIDENTIAL


def label(words: Sentence, language: Language) -> str:
    """A label in the language asked for: English stands beside the Chinese, never instead of it."""
    return words.zh if language == "zh" else f"{words.zh} {words.en}"


def lines(document: Document, mark: Mark, language: Language) -> dict[str, object]:
    """The document as plain words, for whatever sets it."""

    def said(words: Sentence) -> str:
        return label(words, language)

    return {
        "lang": language,
        "mark": mark.line(language),
        "title": document.title.zh,
        "subtitle": document.title.en if language == "en" else "",
        "number": f"{said(_NUMBER)} {document.number}" if document.number else "",
        "parts": [
            {
                "label": said(part.label),
                "text": part.text,
                "columns": [said(one) for one in part.grid.columns] if part.grid else [],
                "rows": [[*row] for row in part.grid.rows] if part.grid else [],
            }
            for part in document.parts
        ],
        "signing": [
            [said(one.label), f"{one.who}{said(SIGNED) if one.signed else ''}"]
            for one in document.signing
        ],
        "closing": [said(one) for one in document.closing],
    }


def day(at: datetime) -> str:
    """A day as it stands on paper, by the clock on the wall."""
    wall = to_wall(at)
    return f"{wall.year}年{wall.month}月{wall.day}日"


def moment(at: datetime) -> str:
    """A moment as it stands on paper, by the clock on the wall."""
    return f"{to_wall(at):%Y-%m-%d %H:%M}"


_NUMBER: Final = Sentence("编号", "No.")
