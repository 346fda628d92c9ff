"""Every sentence exists twice, can be filled in, and never breaks on a missing fact."""

from collections import Counter
from importlib import import_module
from pkgutil import iter_modules
from string import Formatter

import pytest

import contracts
from contracts.reasons import REASONS, reason
from contracts.sentences import GENERAL, SENTENCES, TITLES, Sentence, say

EVERY = [*SENTENCES.values(), *REASONS.values(), *TITLES.values(), GENERAL]


@pytest.mark.parametrize("sentence", EVERY, ids=lambda sentence: sentence.en[:30])
def test_both_languages_say_something_and_with_the_same_facts(sentence: Sentence):
    facts = [
        {name for _, name, _, _ in Formatter().parse(words) if name is not None}
        for words in sentence
    ]

    assert all(words.strip() for words in sentence)
    assert facts[0] == facts[1]


def test_no_code_is_worded_twice_so_that_nobody_reads_another_s_sentence():
    worded = Counter(
        code
        for module in iter_modules(contracts.__path__, "contracts.")
        if module.name.startswith("contracts.sentences_")
        for code in import_module(module.name).SENTENCES
    )

    assert len(worded) > 300
    assert [code for code, times in worded.items() if times > 1] == []


def test_a_list_is_joined_as_the_language_joins_lists():
    facts = {"state": "open", "allowed": ["wait", "watch"]}

    assert "wait、watch" in say("illegal_move", "zh", facts)
    assert "wait, watch" in say("illegal_move", "en", facts)
    assert "—" in say("illegal_move", "en", facts | {"allowed": ()})


def test_a_missing_fact_is_an_ellipsis():
    assert "…" in say("illegal_move", "en")


def test_a_code_without_a_sentence_gets_the_general_one():
    assert say("no_such_code", "en") == GENERAL.en
    assert reason("no_such_type", "en", {}) == "not understood"
