"""A small sound pack, made like the demo, and ways to break it."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from contracts.city import BrokenPack, Problem, read_city
from contracts.city.reader import CheckMap
from deploy.city.generate import files
from deploy.city.plan import Plan

SMALL: Mapping[str, str] = files(Plan(streets=2, communities=3, grids=4, building_heads=2, seed=1))
"""gangwan has one community of one grid, binhe two communities of one grid and of two."""


def changed(file: str, old: str, new: str) -> dict[str, str]:
    """Return the small pack with one text of one file replaced by another."""
    assert old in SMALL[file]
    return {**SMALL, file: SMALL[file].replace(old, new, 1)}


def appended(file: str, row: str) -> dict[str, str]:
    """Return the small pack with a row more."""
    return {**SMALL, file: f"{SMALL[file]}{row}\n"}


def problems(files: Mapping[str, str], check_map: CheckMap | None = None) -> list[Problem]:
    """Return what is wrong with a pack that must be broken."""
    with pytest.raises(BrokenPack) as broken:
        read_city(files, check_map)
    return broken.value.problems


@dataclass(frozen=True)
class Broken:
    rule: str
    files: dict[str, str]
    file: str
    code: str
    field: str | None = None
    row: int | None = None

    def __str__(self) -> str:
        return self.rule


def edit(
    file: str, old: str, new: str, code: str, field: str | None = None, row: int | None = None
) -> Broken:
    return Broken(f"{file} {code} {field or ''}", changed(file, old, new), file, code, field, row)


def add(file: str, line: str, code: str, field: str | None = None) -> Broken:
    row = SMALL[file].count("\n") + 1
    return Broken(f"{file} {code} {field or ''}", appended(file, line), file, code, field, row)


def without(file: str) -> dict[str, str]:
    return {name: text for name, text in SMALL.items() if name != file}


def only(file: str, text: str) -> dict[str, str]:
    return {**SMALL, file: text}


def without_lines(file: str, word: str) -> str:
    return "".join(line for line in SMALL[file].splitlines(keepends=True) if word not in line)


def is_named(broken: Broken) -> bool:
    """Whether the reader names the broken rule with its file, field and row."""
    return any(
        (found.file, found.code) == (broken.file, broken.code)
        and broken.field in (None, found.field)
        and broken.row in (None, found.row)
        for found in problems(broken.files)
    )
