"""One JSON object per line on standard error, with trace and aggregate ids, never personal data.

An exception's words may quote what somebody wrote, so only those of the machines (connections,
time-outs) are logged; of the others, the name and the place.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from typing import Any

import structlog
from aiormq.exceptions import AMQPError
from pymongo.errors import ConnectionFailure
from structlog.typing import EventDict

from contracts.envelope import Envelope
from contracts.events.event import Event
from contracts.refusals import Refused
from services.chassis import spans
from services.chassis.store import Unavailable

_SPEAKING = (OSError, AMQPError, ConnectionFailure, Unavailable)
"""Their words are about machines, never about people."""

_TOLD_BY_US = ("aiormq", "aio_pika")
"""Libraries whose troubles we report ourselves, with the name of the link."""


def start(service: str, level: str = "INFO") -> None:
    """Log from now on; also what the libraries have to say, from warnings upwards."""
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Libraries())
    logging.basicConfig(handlers=[handler], level=max(number, logging.WARNING), force=True)
    for name in _TOLD_BY_US:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _trace,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(service=service)


class _Libraries(logging.Formatter):
    """What a library says, through our own logger's form."""

    def format(self, record: logging.LogRecord) -> str:
        """One JSON object per line; of an exception only what `fault` lets through."""
        error = record.exc_info[1] if record.exc_info else None
        entry: EventDict = {
            **structlog.contextvars.get_contextvars(),
            "event": record.msg if error else record.getMessage(),
            "logger": record.name,
            "level": record.levelname.lower(),
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(),
            **(fault(error) if error else {}),
        }
        return json.dumps(entry, ensure_ascii=False, default=str)


def _trace(_logger: Any, _method: str, entry: EventDict) -> EventDict:
    if (context := spans.traceparent()) and "trace" not in entry:
        entry["trace"] = context.split("-")[1]
    return entry


def about(envelope: Envelope[Event]) -> dict[str, Any]:
    """What a log line about an event says of it."""
    ids: dict[str, Any] = {"event_id": envelope.id, "type": envelope.type, "seq": envelope.seq}
    if envelope.traceparent:
        ids["trace"] = envelope.traceparent.split("-")[1]
    return ids | {"stream": envelope.stream}


def fault(error: BaseException) -> dict[str, Any]:
    """What a log line says of an exception."""
    said: dict[str, Any] = {"error": type(error).__name__}
    if isinstance(error, Refused):
        said["code"] = error.code
    elif isinstance(error, _SPEAKING):
        said["words"] = str(error)[:200]
    frames = extract_tb(error.__traceback__)[-3:]
    said["at"] = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return said
