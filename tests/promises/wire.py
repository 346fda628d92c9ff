"""A wire to a server that can be cut: what a real network does, in a few lines."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit


class Wire:
    """Pass bytes both ways until told otherwise."""

    def __init__(self, host: str, port: int) -> None:
        self._there = host, port
        self._tasks: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()
        self.down = False
        """Whether new connections are closed at once."""
        self.lose_answer_to: bytes | None = None
        """The answer to the next request with these bytes is lost, and its connection with it."""
        self.lost = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.down:
            writer.close()
            return
        far_reader, far_writer = await asyncio.open_connection(*self._there)
        self._writers |= {writer, far_writer}
        asked: list[bytes] = []
        for source, sink, seen in ((reader, far_writer, asked), (far_reader, writer, None)):
            task = asyncio.create_task(self._pass(source, sink, seen, asked))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _pass(self, source, sink, seen, asked) -> None:
        while data := await source.read(65536):
            if seen is not None:
                seen[:] = [data] if not self._asked_for(seen) else [*seen, data]
            elif self._asked_for(asked):
                self.lose_answer_to = None
                self.lost += 1
                break
            sink.write(data)
        sink.close()

    def _asked_for(self, asked: list[bytes]) -> bool:
        return self.lose_answer_to is not None and self.lose_answer_to in b"".join(asked)

    def cut(self) -> None:
        """Close every connection."""
        for writer in self._writers:
            writer.close()
        self._writers.clear()

    async def close(self) -> None:
        self.cut()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


@asynccontextmanager
async def wire_to(url: str) -> AsyncIterator[tuple[Wire, str]]:
    """Return a wire to a MongoDB and the address of its near end."""
    there = urlsplit(url)
    wire = Wire(there.hostname or "", there.port or 0)
    server = await asyncio.start_server(wire.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    yield wire, f"mongodb://127.0.0.1:{port}/?directConnection=true"
    server.close()
    await wire.close()
