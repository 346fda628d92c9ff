"""A receiver for OTLP traces on this machine: HTTP in, one SQLite file out, nothing else.

It keeps working when RabbitMQ or MongoDB does not, because that is when somebody looks at traces.
Spans older than the newest `KEEP` are dropped, so that it never fills a disk.
"""

import argparse
import asyncio
import gzip
import signal
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from aiohttp import web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue

KEEP = 500_000
PROTOBUF = "application/x-protobuf"

SCHEMA = """
create table if not exists spans (
    trace text, span text primary key, parent text, link text, service text, name text,
    start integer, finish integer, failed integer, whistle text, attributes text);
create index if not exists spans_by_trace on spans (trace);
create index if not exists spans_by_link on spans (link);
create index if not exists spans_by_whistle on spans (whistle) where whistle is not null;
"""

Row = tuple[str, str, str, str, str, str, int, int, int, str | None, str]


def open_spans(file: Path) -> sqlite3.Connection:
    """The file of spans, made if need be."""
    file.parent.mkdir(parents=True, exist_ok=True)
    spans = sqlite3.connect(file)
    spans.execute("pragma journal_mode=wal")
    spans.executescript(SCHEMA)
    return spans


def plain(value: AnyValue) -> str:
    """One attribute's value as text."""
    kind = value.WhichOneof("value")
    return str(getattr(value, kind)) if kind else ""


def _texts(pairs: Iterable[KeyValue]) -> dict[str, str]:
    return {pair.key: plain(pair.value) for pair in pairs}


def rows(request: ExportTraceServiceRequest) -> list[Row]:
    """Every span of one export, as it is stored."""
    return [
        (
            span.trace_id.hex(),
            span.span_id.hex(),
            span.parent_span_id.hex(),
            span.links[0].span_id.hex() if span.links else "",
            _texts(resource.resource.attributes).get("service.name", "?"),
            span.name,
            span.start_time_unix_nano,
            span.end_time_unix_nano,
            int(span.status.code == 2),
            (texts := _texts(span.attributes)).get("whistle.id"),
            "\n".join(f"{name}={text}" for name, text in sorted(texts.items())),
        )
        for resource in request.resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]


class Tracelens:
    """The receiving end."""

    def __init__(self, spans: sqlite3.Connection) -> None:
        self.spans = spans

    async def receive(self, request: web.Request) -> web.Response:
        """POST /v1/traces: 200 when stored, 400 when it is not an export."""
        body = await request.read()
        if request.headers.get("Content-Encoding") == "gzip" and body[:2] == b"\x1f\x8b":
            body = gzip.decompress(body)
        try:
            export = ExportTraceServiceRequest.FromString(body)
        except Exception:
            return web.Response(status=400, text="not an OTLP trace export")
        self.store(rows(export))
        answer = ExportTraceServiceResponse().SerializeToString()
        return web.Response(body=answer, content_type=PROTOBUF)

    def store(self, found: list[Row]) -> None:
        """Keep spans; a span sent twice is one span."""
        with self.spans:
            self.spans.executemany(
                "insert or replace into spans values (?,?,?,?,?,?,?,?,?,?,?)", found
            )
            self.spans.execute(
                "delete from spans where rowid <= (select max(rowid) from spans) - ?", (KEEP,)
            )

    def app(self) -> web.Application:
        """The receiver as an application."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_post("/v1/traces", self.receive)
        app.router.add_get("/live", lambda _: _alive())
        return app


async def _alive() -> web.Response:
    return web.json_response({"live": True})


async def serve(host: str, port: int, file: Path) -> None:
    """Receive until SIGTERM or Ctrl-C."""
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    runner = web.AppRunner(Tracelens(open_spans(file)).app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    await stop.wait()
    await runner.cleanup()


def main() -> None:
    """Run the receiver."""
    parser = argparse.ArgumentParser(description="Receive OTLP traces into one SQLite file.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=4318)
    parser.add_argument("--file", type=Path, default=Path(".local/traces.db"))
    asked = parser.parse_args()
    asyncio.run(serve(asked.host, asked.port, asked.file))


if __name__ == "__main__":
    main()
