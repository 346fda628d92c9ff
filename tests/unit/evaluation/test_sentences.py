"""Every code a judgement or a call-back may refuse with has words in both languages."""

import re
from pathlib import Path

import pytest

import services.evaluation
from contracts.sentences import SENTENCES as ALL
from contracts.sentences_evaluation import SENTENCES

FOLDER = Path(services.evaluation.__file__).parent
SOURCE = "".join(file.read_text() for file in FOLDER.rglob("*.py"))
CODES = sorted(set(re.findall(r'Not[A-Z][a-z]+\(\s*"(\w+)"', SOURCE)))


def test_the_codes_are_found_in_the_source():
    assert {"own_score", "appeal_too_late", "not_found", "illegal_move"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_sentence(code):
    assert code in ALL


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_sentence_belongs_to_a_code(code):
    assert code in CODES
