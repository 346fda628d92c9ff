"""Every refusal of intake has a sentence in both languages that uses only the facts it gets."""

import re
from pathlib import Path
from string import Formatter

import pytest

from contracts.sentences import SENTENCES as SHARED
from contracts.sentences_intake import SENTENCES as TAKEN
from contracts.sentences_intake_work import SENTENCES as WORKED

SENTENCES = {**TAKEN, **WORKED}
SOURCES = [file.read_text() for file in Path("services/intake").rglob("*.py")]
CODES = {
    code
    for text in SOURCES
    for found in re.findall(r'(?:Not\w+|not_now)\(\s*"(\w+)"|_(?:holder|reporter)\("(\w+)"', text)
    for code in found
    if code
} | {"not_the_holder", "not_a_reporter", "not_your_case", "not_the_ruler"}


def test_every_code_that_is_raised_has_a_sentence():
    assert set(SENTENCES) | set(SHARED) >= CODES


def test_no_sentence_is_left_over():
    assert set(SENTENCES) <= CODES


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_says_the_same_in_both_languages(code):
    chinese, english = SENTENCES[code]

    assert placeholders(chinese) == placeholders(english)
    assert re.search(r"[\u4e00-\u9fff]", chinese)
    assert not re.search(r"[\u4e00-\u9fff]", english)


def placeholders(sentence):
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}
