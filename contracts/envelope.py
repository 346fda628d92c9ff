"""What travels: one event, who said it, and its place in that speaker's history of the aggregate.

The wire form is CloudEvents 1.0, structured JSON. Three extensions are ours: `seq` (an integer, so
that it sorts as a number), `by` (the account that acted, or `clock`), and `key` is never sent.
"""

from collections.abc import Mapping
from typing import Any, Generic, Literal, TypeVar

from pydantic import AwareDatetime, BaseModel, ConfigDict

from contracts.events.event import Event

E_co = TypeVar("E_co", bound=Event, covariant=True)

CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"


class Unreadable(ValueError):
    """The message is not an event this process can read."""


class Envelope(BaseModel, Generic[E_co]):
    """An event with its speaker, its number and its trace."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    specversion: Literal["1.0"] = "1.0"
    datacontenttype: Literal["application/json"] = "application/json"
    id: str
    source: str
    subject: str
    """Id of the aggregate; also the partition key."""
    seq: int
    """1 for the first event this source said about this subject, then 2, 3 …"""
    type: str
    time: AwareDatetime
    by: str
    """Account id of who acted, or `clock` when nobody pressed anything."""
    traceparent: str | None = None
    data: E_co

    @property
    def stream(self) -> str:
        """The one line of history this event belongs to."""
        return f"{self.source}:{self.subject}"


_READ = Envelope[Event]


class _Wire(BaseModel):
    """An envelope whose data has not been looked at yet."""

    specversion: Literal["1.0"]
    id: str
    source: str
    subject: str
    seq: int
    type: str
    time: AwareDatetime
    by: str
    traceparent: str | None = None
    data: dict[str, Any]


def encode(envelope: Envelope[Event]) -> bytes:
    """Write the envelope as JSON."""
    return envelope.model_dump_json(serialize_as_any=True, exclude_none=True).encode()


def decode(body: bytes, kinds: Mapping[str, type[Event]]) -> Envelope[Event]:
    """Read an envelope whose type is one of `kinds`.

    Raises:
        Unreadable: not a CloudEvent, an unknown type, or data that breaks its schema.
    """
    try:
        wire = _Wire.model_validate_json(body, extra="ignore")
        return unpack(vars(wire), kinds)
    except ValueError as error:
        raise Unreadable(str(error)) from error


def unpack(stored: Mapping[str, Any], kinds: Mapping[str, type[Event]]) -> Envelope[Event]:
    """Rebuild an envelope from its fields as they were stored or received."""
    kind = kinds.get(stored["type"])
    if kind is None:
        raise Unreadable(f"unknown event type {stored['type']!r}")
    data = kind.model_validate(stored["data"], extra="ignore")
    fields: dict[str, Any] = {**stored, "data": data}
    return _READ.model_construct(None, **fields)
