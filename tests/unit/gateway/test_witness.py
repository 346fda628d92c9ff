"""Events of one stream are folded at once, and stand in the log in their order."""

import asyncio
from random import Random
from typing import Any

import pytest

from contracts.events import EVENTS
from gateway.audit import Audit
from gateway.audit_books import MemoryBook
from gateway.witness import Witness
from tests.unit.gateway.builders import sampled, told

REPORTED = sampled(EVENTS["case.reported"])


class Slow:
    """Folds in a time of its own; the first try of some events fails."""

    def __init__(self, seed: int, failing: frozenset[int] = frozenset()) -> None:
        self._random, self._failing = Random(seed), failing
        self.busy = self.most = 0

    async def hear(self, heard: Any) -> None:
        self.busy += 1
        self.most = max(self.most, self.busy)
        await asyncio.sleep(self._random.random() / 200)
        self.busy -= 1
        if heard.seq in self._failing:
            raise ConnectionError


class Blind:
    """Notes no photos."""

    async def hear(self, heard: Any) -> None:
        pass


def witness(views: Any) -> tuple[Witness, MemoryBook]:
    book, blind = MemoryBook(), Blind()
    files: Any = None
    uses: Any = blind
    return Witness(views, uses, Audit(book), files), book


@pytest.mark.parametrize("seed", range(5))
async def test_events_of_a_stream_are_folded_together_and_logged_in_order(seed):
    views = Slow(seed)
    at_work, book = witness(views)

    said = [told(REPORTED, n, subject="case-1") for n in range(1, 21)]
    await asyncio.gather(*[at_work.hear(one) for one in said])

    assert views.most == 20
    assert [entry["_id"] for entry in book.kept] == [one.id for one in said]
    assert at_work._last == {}


async def test_one_that_cannot_be_folded_holds_up_no_other():
    at_work, book = witness(Slow(1, failing=frozenset({2})))

    said = [told(REPORTED, n, subject="case-1") for n in (1, 2, 3)]
    ended = await asyncio.gather(*[at_work.hear(one) for one in said], return_exceptions=True)

    assert [type(one) for one in ended] == [type(None), ConnectionError, type(None)]
    assert [entry["_id"] for entry in book.kept] == [said[0].id, said[2].id]
    assert at_work._last == {}


@pytest.mark.parametrize(("kind", "waits"), [("case.redacted", True), ("case.closed", False)])
def test_only_a_redaction_waits_for_what_was_said_before_it(kind, waits):
    at_work, _ = witness(Slow(1))

    assert at_work.hears.beside(sampled(EVENTS[kind])) is not waits
