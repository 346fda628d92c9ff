"""What clocks and rules write into the record is there in English, too."""

import ast
import re
from pathlib import Path

import pytest

from contracts.written import english

CORES = sorted(Path("services").glob("*/core/**/*.py"))
NAMES = {"信访工作条例第三十四条"}
"""Laws are cited by their names."""


def texts(value):
    """The text somebody named, or those of a table by kinds of events."""
    if isinstance(value, ast.Constant):
        yield value.value
    if isinstance(value, ast.Dict) and all(isinstance(key, ast.Name) for key in value.keys):
        yield from (one.value for one in value.values if isinstance(one, ast.Constant))


def reasons():
    """Every Chinese reason that a core gives; what is put together is told in both languages."""
    for path in CORES:
        for part in ast.parse(path.read_text("utf-8")).body:
            named = isinstance(part, ast.Assign | ast.AnnAssign)
            for text in texts(part.value) if named else ():
                chinese = isinstance(text, str) and re.search("[一-鿿]", text)
                if chinese and "{" not in text:
                    yield pytest.param(text, id=f"{path.stem}-{part.lineno}-{text[:6]}")


@pytest.mark.parametrize("text", [*reasons()])
def test_what_nobody_typed_has_its_english(text):
    assert text in NAMES or english(text)


def test_what_somebody_typed_has_none():
    assert english("楼道灯坏了") is english(None) is None
