"""A notice's fan-out is judged by each reader it was owed to."""

import time

import pytest

from loadtests.news import News, judged


def told(**changes):
    return {"posted": 1, "took": [0.1, 0.4], "missed": []} | changes


def test_what_every_reader_had_in_time_holds():
    assert judged(told(), within=1) == []


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"missed": ["nt-1 resident-1"]}, "1 readers were not told: nt-1 resident-1"),
        ({"took": [0.1, 1.5]}, "1 of 2 told after more than 1 s"),
        ({"posted": 0, "took": []}, "nothing was tried"),
    ],
)
def test_who_was_not_told_or_late_is_named(changes, complaint):
    (found,) = judged(told(**changes), within=1)

    assert complaint in found


def test_only_whose_stream_was_open_is_owed_a_notice_and_heard_before_the_answer_counts():
    news = News()
    news.hear("nt-1", "resident-1")
    news.hear("nt-1", "resident-3")
    news.post("nt-1", 0.0, frozenset({"resident-1", "resident-2"}))

    found = news.told()

    assert (found["posted"], len(found["took"])) == (1, 1)
    assert found["missed"] == ["nt-1 resident-2"]


def test_a_phone_put_away_just_after_the_post_is_owed_nothing():
    news = News()
    news.post("nt-1", time.monotonic(), frozenset({"resident-1"}))
    news.post("nt-2", time.monotonic() - 60, frozenset({"resident-1"}))

    news.leave("resident-1")

    assert news.told()["missed"] == ["nt-2 resident-1"]
