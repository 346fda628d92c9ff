"""What a process wrote last is built upon at once, and read only for a moment."""

import pytest

from services.chassis.documents import Document
from services.chassis.recent import A_MOMENT, WORTH_ITS_ROOM, Recent


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def recent(clock):
    recent = Recent[str](most=2, clock=clock)
    recent.put(Document("pot-1", stamp=1, seq=1, state="blue"))
    return recent


def test_what_was_written_just_now_may_be_read(recent):
    assert recent.just("pot-1").state == "blue"
    assert recent.just("pot-2") is None


def test_after_a_moment_it_may_only_be_built_upon(recent, clock):
    clock.now += A_MOMENT

    assert recent.just("pot-1") is None
    assert recent.get("pot-1").state == "blue"


def test_what_is_doubted_may_be_neither_but_how_far_it_was_told_is_known(recent):
    recent.doubt("pot-1")

    assert recent.just("pot-1") is None
    assert recent.get("pot-1") is None
    assert recent.told("pot-1", 1)


def test_the_one_not_written_for_longest_gives_way(recent):
    for id in ("pot-2", "pot-1", "pot-3"):
        recent.put(Document(id, stamp=2, seq=2, state="red"))

    assert recent.just("pot-2") is None
    assert {recent.just(id).id for id in ("pot-1", "pot-3")} == {"pot-1", "pot-3"}


def test_one_that_nobody_wrote_for_a_while_gives_way_to_the_next(recent, clock):
    clock.now += WORTH_ITS_ROOM + 1

    recent.put(Document("pot-2", stamp=2, seq=2, state="red"))

    assert recent.get("pot-1") is None
    assert recent.get("pot-2").state == "red"
