"""A TCP proxy that a test can cut, to lose a connection the way networks and crashes do."""

import asyncio
from urllib.parse import urlsplit, urlunsplit


class Cable:
    """Carries bytes between a client and a server until it is cut."""

    def __init__(self, url: str) -> None:
        self._target = urlsplit(url)
        self._whole = True
        self._ends: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> "Cable":
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.cut()
        assert self._server
        self._server.close()
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        """The server's address, through the cable."""
        assert self._server
        port = self._server.sockets[0].getsockname()[1]
        login = self._target.netloc.rpartition("@")[0]
        return urlunsplit(self._target._replace(netloc=f"{login}@127.0.0.1:{port}"))

    def cut(self) -> None:
        """Lose every connection at once, without a word; refuse new ones."""
        self._whole = False
        for end in self._ends:
            end.transport.abort()

    def mend(self) -> None:
        """Carry new connections again."""
        self._whole = True

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._whole:
            writer.transport.abort()
            return
        there, back = await asyncio.open_connection(self._target.hostname, self._target.port)
        self._ends |= {writer, back}
        await asyncio.gather(_pour(reader, back), _pour(there, writer))
        self._ends -= {writer, back}


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.transport.abort()
