"""Ask together what is asked at the same time: a question to a database costs as much as a write.

Rule 1: a question that comes while others are being asked waits for the next turn, with all that
come meanwhile; there is no timer, so a lone question waits for nobody. It is asked after it came,
so it sees everything written before.
Rule 2: a failed turn fails those who were in it, and nobody else.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Question = TypeVar("Question")
Answer = TypeVar("Answer")


class Together(Generic[Question, Answer]):
    """Gather questions; `ask` answers a list of them in order."""

    def __init__(
        self, ask: Callable[[Sequence[Question]], Awaitable[Sequence[Answer]]], most: int = 50
    ) -> None:
        self._ask = ask
        self._most = most
        self._waiting: list[tuple[Question, asyncio.Future[Answer]]] = []
        self._asking: asyncio.Task[None] | None = None

    async def __call__(self, question: Question) -> Answer:
        """Return the answer to one question."""
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((question, answer))
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._turns())
        return await answer

    async def _turns(self) -> None:
        while self._waiting:
            turn, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
            if still_there := [pair for pair in turn if not pair[1].done()]:
                await self._turn(still_there)

    async def _turn(self, turn: Sequence[tuple[Question, asyncio.Future[Answer]]]) -> None:
        try:
            answers = await self._ask([question for question, _ in turn])
        except Exception as error:
            for _, waiting in turn:
                if not waiting.done():
                    waiting.set_exception(error)
            return
        for (_, waiting), answer in zip(turn, answers, strict=True):
            if not waiting.done():
                waiting.set_result(answer)
