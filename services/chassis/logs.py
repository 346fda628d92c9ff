"""One JSON object per line on standard error, with trace and aggregate ids, never personal data.

An exception's words may quote what somebody wrote, so only those of the machines (connections,
time-outs) are logged; of the others, the name and the place.
"""

import logging
import sys
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


def start(service: str, level: str = "INFO") -> None:
    """Log from now on; also what the libraries have to say, from warnings upwards."""
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    logging.basicConfig(stream=sys.stderr, level=max(number, logging.WARNING), force=True)
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
