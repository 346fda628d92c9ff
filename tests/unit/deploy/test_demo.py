import pytest

from deploy.local import demo as demos
from tests.clients import Problem
from tests.e2e.cast import cast
from tests.e2e.counting import grew
from tests.e2e.telling import Telling
from tests.e2e.timeline import Timeline, Unseen

REFUSED = Problem(409, "/whistles", {"code": "illegal_move", "detail": "not now"})


async def nobody(account: str):
    raise AssertionError(account)


@pytest.fixture
def played(tmp_path, monkeypatch):
    """Plays the demo on a system that runs elsewhere, with a story of our own."""

    def demo(play) -> int:
        monkeypatch.setattr(demos, "read_note", lambda _: {"ready": True, "address": "http://x"})
        monkeypatch.setattr(demos, "play", play)
        return demos.demo(tmp_path, 7)

    return demo


def missing(error: Exception):
    async def play(address: str, password: str, seed: int):
        raise error

    return play


@pytest.mark.parametrize(
    "error", [Unseen("the head is told"), REFUSED, TimeoutError("did not hear call.overdue")]
)
def test_a_step_that_was_not_seen_fails_the_demo_and_is_named(played, capsys, error):
    assert played(missing(error)) == 1

    said = capsys.readouterr().out
    assert str(error) in said
    assert "--seed 7" in said
    assert "every one seen" not in said


def test_a_story_that_was_seen_to_its_end_is_a_success(played, capsys):
    async def play(address: str, password: str, seed: int):
        return Telling(cast(seed), Timeline(print, steps=3), nobody, whistle="wh-1")

    assert played(play) == 0
    assert "3 steps, every one seen at its far end. Whistle wh-1" in capsys.readouterr().out


def test_a_board_that_was_so_before_the_story_does_not_satisfy_it():
    story = Telling(cast(7), Timeline(print), nobody)
    story.boards["/boards"] = {"rows": [{"id": "a", "whistles": 4}, {"id": "b", "whistles": 1}]}
    check = grew(story, "/boards", "whistles", ("a", "b"))

    assert not check(story.boards["/boards"])
    assert not check({"rows": [{"id": "a", "whistles": 5}, {"id": "b", "whistles": 1}]})
    assert check({"rows": [{"id": "a", "whistles": 5}, {"id": "b", "whistles": 2}]})
