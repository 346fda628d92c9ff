"""What is asked at the same time is asked together."""

import asyncio

from services.chassis.together import Together


class Library:
    """Answers questions, and remembers how they were put."""

    def __init__(self):
        self.turns = []
        self.open = asyncio.Event()
        self.open.set()

    async def answer(self, questions):
        self.turns.append(list(questions))
        await self.open.wait()
        if "forbidden" in questions:
            raise PermissionError
        return [question.upper() for question in questions]


async def test_a_lone_question_is_asked_at_once():
    library = Library()

    assert await Together(library.answer)("a") == "A"
    assert library.turns == [["a"]]


async def test_what_comes_while_one_is_asked_goes_together_in_the_next_turn():
    library = Library()
    library.open.clear()
    ask = Together(library.answer)
    tasks = [asyncio.create_task(ask("a"))]
    await asyncio.sleep(0.01)

    tasks += [asyncio.create_task(ask(question)) for question in "bcd"]
    await asyncio.sleep(0.01)
    library.open.set()

    assert await asyncio.gather(*tasks) == ["A", "B", "C", "D"]
    assert library.turns == [["a"], ["b", "c", "d"]]


async def test_a_turn_has_a_size():
    library = Library()
    ask = Together(library.answer, most=2)

    assert await asyncio.gather(*[ask(question) for question in "abcde"]) == list("ABCDE")
    assert [len(turn) for turn in library.turns] == [2, 2, 1]


async def test_a_turn_that_fails_fails_those_in_it_and_nobody_else():
    library = Library()
    ask = Together(library.answer, most=2)

    answers = await asyncio.gather(
        *[ask(question) for question in ("forbidden", "b", "c")], return_exceptions=True
    )

    assert [type(answer) for answer in answers] == [PermissionError, PermissionError, str]


async def test_who_stops_waiting_harms_nobody():
    library = Library()
    library.open.clear()
    ask = Together(library.answer)
    first, second = asyncio.create_task(ask("a")), asyncio.create_task(ask("b"))
    await asyncio.sleep(0.01)

    first.cancel()
    library.open.set()

    assert await second == "B"
    assert await ask("c") == "C"
