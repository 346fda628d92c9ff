"""Cells that a spreadsheet would run: what comes from outside must not carry them further."""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from re import compile
from typing import Final

from contracts.city.problems import Problem

_BEGINS: Final = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = compile(r"[+-]?\d+(\.\d+)?")
_WORDS: Final = frozenset({"@street", "@joint_enforcement", "@community"})
"""Words of the duty list."""


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would take a cell for more than text."""
    if not cell.startswith(_BEGINS) or _NUMBER.fullmatch(cell):
        return False
    return not _WORDS.issuperset(word.strip() for word in cell.split(";"))


def formulas(files: Mapping[str, str]) -> Iterator[Problem]:
    """Yield every such cell of the tables of a pack."""
    for file, text in files.items():
        if not file.endswith(".csv"):
            continue
        try:
            yield from _of_table(file, text)
        except csv.Error:
            continue  # the reader of the table says what is wrong with it


def _of_table(file: str, text: str) -> Iterator[Problem]:
    lines = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""))
    header = next(lines, list[str]())
    for number, cells in enumerate(lines, 2):
        for at, cell in enumerate(cells):
            if is_formula(cell):
                name = header[at] if at < len(header) else None
                facts = {"value": cell[:40]}
                yield Problem(file=file, row=number, field=name, code="formula", facts=facts)
