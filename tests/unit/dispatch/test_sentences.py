"""Every code dispatch may refuse with has words in both languages."""

import re
from pathlib import Path

import pytest

import services.dispatch
from contracts.refusals import Refused
from contracts.sentences import SENTENCES as ALL
from contracts.sentences import say
from contracts.sentences_blowing import SENTENCES as BLOWING
from contracts.sentences_dispatch import SENTENCES
from services.dispatch.core.gates import GATES
from tests.unit.dispatch.builders import CONFIRM, decide, whistle
from tests.unit.dispatch.town import RESIDENT

SOURCE = "".join(file.read_text() for file in Path(services.dispatch.__file__).parent.rglob("*.py"))
REFUSALS = r'(?:Not[A-Z][a-z]+|not_now|Gate|_commanded)\(\s*(?:[\w.()*, ]+,\s*)?"(\w+)"'
CODES = {*re.findall(REFUSALS, SOURCE), *(gate.otherwise for gate in GATES.values())}


def test_the_codes_are_found_in_the_source():
    assert {"calls_open", "one_must_lead", "not_found", "no_such_ruling"} <= CODES


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_has_a_sentence(code):
    assert code in ALL


@pytest.mark.parametrize("code", sorted({*SENTENCES, *BLOWING}))
def test_every_sentence_belongs_to_a_code(code):
    assert code in CODES


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ({}, "还不能结束：the water、the roads尚未办结。请催办、退回或等待，全部办结后再来。"),
        ({"by": RESIDENT}, "只有吹哨的s1的指挥员可以这样办，请与其联系。"),
    ],
    ids=["too early", "not yours"],
)
def test_a_refusal_reads_as_a_sentence(by, words):
    with pytest.raises(Refused) as refused:
        decide(CONFIRM, whistle(), **by)

    assert say(refused.value.code, "zh", refused.value.facts) == words
