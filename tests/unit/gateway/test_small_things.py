"""Rates, lists' questions, words: the small pure parts."""

from datetime import UTC, datetime

import pytest
from limits import parse

from contracts.actor import Actor
from contracts.events import EVENTS
from contracts.lifecycle import CASE_LIFE, WHISTLE_LIFE
from contracts.refusals import NotSo
from contracts.sentences_gateway import SENTENCES
from contracts.views.wording import HAPPENED, NEXT
from gateway.asked import Asked, cursor
from gateway.rates import Rate
from gateway.refusing import Refusing
from gateway.scopes import Scope


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_rate_counts_by_key_and_forgets_with_its_window():
    clock = Clock()
    rate = Rate(parse("2/minute"), clock)
    rate.hit("ann")
    rate.hit("ann")
    rate.hit("bob")

    with pytest.raises(Refusing) as refused:
        rate.hit("ann")
    clock.now += 60
    rate.hit("ann")

    assert refused.value.problem.status == 429
    assert 0 < int(refused.value.problem.headers["retry-after"]) <= 60


def test_a_cursor_comes_back_as_it_was_given():
    at = datetime(2026, 11, 23, 4, 5, 6, 789000, tzinfo=UTC)
    asked = Asked(cursor=cursor({"created_at": at}, "case-1", "newest"))

    behind = asked.query(Scope(Actor(id="ann")))["$and"][-1]["$or"]

    assert behind == [
        {"created_at": {"$lt": at}},
        {"created_at": at, "_id": {"$lt": "case-1"}},
    ]


@pytest.mark.parametrize("text", ["x", "====", "MTIz", "é", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5IGE"])
def test_a_cursor_nobody_gave_is_refused(text):
    with pytest.raises(NotSo):
        Asked(cursor=text).query(Scope(Actor(id="ann")))


def test_every_event_has_its_words():
    assert set(HAPPENED) == set(EVENTS)


def test_every_stage_that_is_not_an_end_says_what_happens_next():
    ends = {"closed", "merged", "refused", "withdrawn"}
    stages = {f"case.{s}" for s in CASE_LIFE.table if s not in {*ends, "new"}}
    stages |= {f"whistle.{s}" for s in WHISTLE_LIFE.table if s not in {*ends, "new"}}

    assert stages <= set(NEXT)


@pytest.mark.parametrize("words", [*HAPPENED.values(), *NEXT.values(), *SENTENCES.values()])
def test_all_words_are_there_in_both_languages(words):
    zh, en = words

    assert any("\u4e00" <= letter <= "\u9fff" for letter in zh)
    assert en.isascii() or "“" in en
