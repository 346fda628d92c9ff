"""Every code a task may refuse with has words in both languages."""

import re
from pathlib import Path

import pytest

import services.response.core
from contracts.sentences import SENTENCES as SHARED
from contracts.sentences_files import SENTENCES as FILES
from contracts.sentences_response import SENTENCES as CALLED
from services.response.core.turn import ACTS

SENTENCES = {**CALLED, **FILES}
SOURCE = "".join(
    file.read_text() for file in Path(services.response.core.__file__).parent.glob("*.py")
)
BARS = {code for _, bars in ACTS.values() for code in bars}
CHECKED = re.findall(r'(?:else|return) "(\w+)"$', SOURCE, re.MULTILINE)
CODES = sorted({*re.findall(r'(?:Not[A-Z][a-z]+|_?not_now)\(\s*"(\w+)"', SOURCE), *BARS, *CHECKED})


def test_the_codes_are_found_in_the_source():
    assert {"too_far", "go_first", "ruling_awaited", "not_found", "illegal_move"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_sentence(code):
    assert code in SENTENCES or code in SHARED


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_sentence_belongs_to_a_code(code):
    assert code in CODES
