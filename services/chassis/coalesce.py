"""Turn operations that arrive together into one turn at the database.

Rule 1: a turn starts as soon as there is something to do and the one before has returned, but not
sooner than a pace after that one began, a fifth of it when that one had a single document: a quiet
process waits for nothing, three events on one whistle hardly for one another, a busy one gathers.
(Two turns at a time were measured: smaller batches, more work, no shorter wait.)
Rule 2: all that waits for one document goes in one turn.
Rule 3: who stops waiting harms nobody, and every other one gets an answer, whatever happens: what a
batch cannot do together is done one document at a time.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextvars import Context
from functools import partial
from typing import Any, Generic, TypeAlias, TypeVar

from services.chassis.documents import Draft
from services.chassis.store import Unavailable

State = TypeVar("State")
Answer = TypeVar("Answer")


PACE = 0.1
"""Seconds from the beginning of a turn to the next one's."""
ALONE = 5
"""By how many times a turn of a single document is followed sooner."""


class Operation(Generic[State]):
    """What somebody wants to do to a draft, and where he waits for the answer."""

    __slots__ = ("_answer", "apply", "deadline")

    def __init__(
        self,
        apply: Callable[[Draft[State]], object],
        answer: "asyncio.Future[Any]",
        deadline: float,
    ) -> None:
        self.apply = apply
        self.deadline = deadline
        self._answer: asyncio.Future[Any] | None = answer

    @property
    def open(self) -> bool:
        """Whether somebody still waits for the answer."""
        return self._answer is not None and not self._answer.done()

    def attempt(self, draft: Draft[State]) -> Callable[[], None]:
        """Do it; return how to tell the one who waits, once the draft is saved."""
        try:
            answer = self.apply(draft)
        except Exception as error:
            # Whatever a decision raises belongs to its own caller.
            return partial(self.fail, error)
        return partial(self.succeed, answer)

    def succeed(self, answer: object) -> None:
        """Answer."""
        if waiting := self._part():
            waiting.set_result(answer)

    def fail(self, error: Exception) -> None:
        """Answer with an error."""
        if waiting := self._part():
            waiting.set_exception(error)

    def _part(self) -> "asyncio.Future[Any] | None":
        # An error knows the frames that know this: with its caller they would be a circle, and all
        # they hold would stay until the collector comes.
        waiting = self._answer if self.open else None
        self._answer = None
        return waiting


Batch: TypeAlias = dict[str, list[Operation[State]]]
"""Operations by the id of their document, in the order they came."""


class Coalescer(Generic[State]):
    """Gather operations, hand them to `turn`, a batch at a time.

    `turn` answers every operation it is given, or gives it back by `again`, or raises.
    """

    def __init__(
        self,
        turn: Callable[[Batch[State]], Awaitable[None]],
        *,
        most: int = 200,
        pace: float = PACE,
    ) -> None:
        self.patience = 10.0
        """Seconds after which an operation that found no answer is given up."""
        self._turn = turn
        self.pace = pace
        """Seconds from the beginning of a turn to the next one's."""
        self._began, self._size = 0.0, 0
        self._most = self._limit = most
        self._waiting: Batch[State] = {}
        self._running: asyncio.Task[None] | None = None

    async def run(self, id: str, apply: Callable[[Draft[State]], Answer]) -> Answer:
        """Do one thing to one document; return what `apply` returned once it is saved.

        Raises:
            Unavailable: the database did not take it in time. It may have been done all the same.
        """
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Any] = loop.create_future()
        operation = Operation[State](apply, answer, loop.time() + self.patience)
        self._waiting.setdefault(id, []).append(operation)
        self._start()
        try:
            return await answer
        finally:
            del answer, operation

    def again(self, id: str, operations: Sequence[Operation[State]]) -> None:
        """Put operations back, in front of those that wait for the same document."""
        self._waiting[id] = [*operations, *self._waiting.get(id, ())]

    def _expire(self) -> None:
        now = asyncio.get_running_loop().time()
        for operation in (one for operations in self._waiting.values() for one in operations):
            if operation.deadline <= now:
                operation.fail(Unavailable())

    def narrow(self) -> None:
        """Take fewer documents in the next turn: this one may have been too much."""
        self._most = max(1, self._most // 2)

    def widen(self) -> None:
        """Take as many as allowed."""
        self._most = self._limit

    def _start(self) -> None:
        if not self._running:
            # A context of its own: a turn belongs to no request in particular.
            self._running = asyncio.create_task(self._turns(), context=Context())

    async def _turns(self) -> None:
        try:
            while self._waiting:
                await self._next()
                if batch := self._take():
                    self._size = len(batch)
                    await self._attempt(batch)
        finally:
            self._running = None

    async def _next(self) -> None:
        clock = asyncio.get_running_loop().time
        pace = self.pace if self._size > 1 else self.pace / ALONE
        await asyncio.sleep(self._began + pace - clock())
        self._began = clock()

    async def _attempt(self, batch: Batch[State]) -> None:
        try:
            await self._turn(batch)
        except Exception as error:
            if len(batch) == 1:
                for operation in next(iter(batch.values())):
                    operation.fail(error)
            for id, operations in batch.items() if len(batch) > 1 else ():
                await self._attempt({id: _open(operations)})

    def _take(self) -> Batch[State]:
        self._expire()
        batch: Batch[State] = {}
        while self._waiting and len(batch) < self._most:
            id = next(iter(self._waiting))
            if operations := _open(self._waiting.pop(id)):
                batch[id] = operations
        return batch


def _open(operations: Sequence[Operation[State]]) -> list[Operation[State]]:
    """Those that somebody still waits for."""
    return [operation for operation in operations if operation.open]
