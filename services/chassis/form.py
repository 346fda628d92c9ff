"""How a document looks in MongoDB, and the one update that saves a draft.

    {_id, stamp, seq, published_seq, pending_since?, changed_at, pack?, state, facets, due_at?,
     inbox: {stream: [numbers]}, streams: [stream], keys: {mark: [version, fingerprint]},
     events: [{seq, type, time, by, traceparent, data}]}

A new document is a guarded upsert: where one exists already, `stamp` keeps the filter from matching
and `_id` keeps the insert out, so inserts and updates go in one command and lose alike.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Generic, TypeVar, cast

from bson.codec_options import CodecOptions, TypeRegistry
from pydantic import BaseModel, TypeAdapter

from contracts.envelope import Envelope, unpack
from contracts.events.event import Event
from contracts.redaction import Redacted
from services.chassis.changes import begins, changed, paths
from services.chassis.documents import Document, Draft, envelope_id
from services.chassis.store import Kept, Shape

State = TypeVar("State")

MAJORITY = {"w": "majority", "j": True}

LOADED = {"stamp": 1, "seq": 1, "published_seq": 1, "state": 1, "inbox": 1, "keys": 1, "pack": 1}
"""What a decision needs to see; never the events."""
READ = {"seq": 1, "state": 1}

_PLAIN: dict[type, Callable[[Any], object]] = {
    date: date.isoformat,
    time: time.isoformat,
    timedelta: timedelta.total_seconds,
    Decimal: str,
    set: sorted,
    frozenset: sorted,
}
"""Types BSON lacks, and what pydantic reads them back from."""


def _plain(value: object) -> object:
    convert = _PLAIN.get(type(value))
    return convert(value) if convert else value


CODEC: CodecOptions[dict[str, Any]] = CodecOptions(
    tz_aware=True, tzinfo=UTC, type_registry=TypeRegistry(fallback_encoder=_plain)
)


class Form(Generic[State]):
    """Read documents and write updates for one shape."""

    def __init__(self, shape: Shape[State], kinds: Mapping[str, type[Event]]) -> None:
        self._shape = shape
        self._kinds = kinds
        self._model: TypeAdapter[State] = TypeAdapter(shape.model)

    def kept(self, raw: Mapping[str, Any]) -> Kept[State]:
        """What a reader gets to see."""
        return Kept(raw["_id"], raw["seq"], self._model.validator.validate_python(raw["state"]))

    def document(self, raw: Mapping[str, Any]) -> Document[State]:
        """What operations start from."""
        return Document(
            id=raw["_id"],
            stamp=raw["stamp"],
            seq=raw["seq"],
            state=self._model.validator.validate_python(raw["state"]),
            inbox=raw.get("inbox", {}),
            keys=raw.get("keys", {}),
            pack=raw.get("pack", ""),
            told=raw["published_seq"] == raw["seq"],
        )

    def update(self, draft: Draft[State], stamp: int, now: datetime) -> dict[str, Any]:
        """The statement that saves a draft, if nobody was faster."""
        before, new = draft.before, not draft.before.stamp
        values: dict[str, Any] = {
            "stamp": stamp,
            "seq": draft.seq,
            "changed_at": to_the_minute(now),
        }
        change: dict[str, dict[str, Any]] = {"$set": values}
        for mark, first in draft.answered.items():
            values[f"keys.{mark}"] = first
        if draft.state is not before.state:
            self._put_state(draft, change)
        if pushed := {**change.get("$push", {}), **_pushed(draft)}:
            change["$push"] = pushed
        if draft.said:
            change["$min"] = {"pending_since": now}
        if new:
            values["published_seq"] = 0
            values |= {"pack": draft.pack} if draft.pack else {}
        guard = {"$exists": False} if new else before.stamp
        return {"q": {"_id": before.id, "stamp": guard}, "u": change, "upsert": new}

    def envelopes(self, raw: Mapping[str, Any]) -> list[Envelope[Event]]:
        """The events of a document as they were said, in order."""
        return [self._envelope(raw["_id"], stored) for stored in raw.get("events") or ()]

    def _put_state(self, draft: Draft[State], change: dict[str, dict[str, Any]]) -> None:
        state, values = cast(State, draft.state), change["$set"]
        values["facets"] = self._shape.facets(state)
        due = self._shape.due(state)
        if due is None:
            change["$unset"] = {"due_at": ""}
        else:
            values["due_at"] = due
        before = draft.before.state
        if isinstance(before, BaseModel) and isinstance(state, BaseModel) and not _redacts(draft):
            self._put_parts(before, state, change)
        else:
            values["state"] = self._model.serializer.to_python(state)

    def _put_parts(
        self, before: BaseModel, after: BaseModel, change: dict[str, dict[str, Any]]
    ) -> None:
        parts, grows = changed(before, after), self._shape.grows
        dumped = self._model.serializer.to_python(cast(State, after), include=parts)
        if grows in parts and begins(getattr(before, grows), getattr(after, grows)):
            del parts[grows]
            if new := dumped[grows][len(getattr(before, grows)) :]:
                change["$push"] = {f"state.{grows}": {"$each": new}}
        change["$set"] |= {f"state.{path}": value for path, value in paths(parts, dumped)}

    def _envelope(self, subject: str, stored: Mapping[str, Any]) -> Envelope[Event]:
        source = self._shape.source
        told = {"source": source, "subject": subject}
        id = envelope_id(source, subject, stored["seq"])
        return unpack({"id": id, "traceparent": None, **told, **stored}, self._kinds)


def _pushed(draft: Draft[Any]) -> dict[str, Any]:
    """What arrays grow by: the events, the numbers heard, the streams they came from."""
    pushed: dict[str, Any] = {f"inbox.{name}": {"$each": new} for name, new in draft.heard.items()}
    if streams := [name for name in draft.heard if name not in draft.before.inbox]:
        pushed["streams"] = {"$each": streams}
    if draft.said:
        pushed["events"] = {"$each": [_stored(envelope) for envelope in draft.said]}
    return pushed


def _stored(said: Envelope[Event]) -> dict[str, Any]:
    """An event as it lies in its document."""
    return {
        "seq": said.seq,
        "type": said.type,
        "time": said.time,
        "by": said.by,
        "traceparent": said.traceparent,
        "data": said.data.model_dump(),
    }


def _redacts(draft: Draft[Any]) -> bool:
    """Whether it must be written whole: no field that a former build kept may be left behind."""
    return any(isinstance(envelope.data, Redacted) for envelope in draft.said)


def to_the_minute(time: datetime) -> datetime:
    """Coarse enough that a busy document does not move in the index with every write."""
    return time.replace(second=0, microsecond=0)
