"""The AsyncAPI 3.0 document of everything that travels over the exchange, from the registry."""

from collections.abc import Mapping
from typing import Any, cast

from contracts.envelope import CONTENT_TYPE
from contracts.events import EVENTS, SOURCES, speaker
from contracts.events.event import Event
from contracts.sample import sample
from contracts.schema import Schema, spoken

_HEAD = ("specversion", "id", "source", "subject", "seq", "type", "time", "by", "data")


def document() -> dict[str, Any]:
    """The whole document; every service sends its own events and the gateway hears them all."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Whistle 吹哨报到: events",
            "version": "1.0.0",
            "description": "CloudEvents 1.0, structured JSON, over one topic exchange. "
            "Routing key: <crc32(subject) % 64>.<event type>.",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/cloudevents+json",
        "channels": {kind: _channel(kind) for kind in sorted(EVENTS)},
        "operations": {kind: _operation(kind) for kind in sorted(EVENTS)},
        "components": {
            "messages": {name: _message(EVENTS[name]) for name in sorted(EVENTS)},
            "tags": {source: {"name": source} for source in sorted(set(SOURCES.values()))},
        },
    }


def _channel(name: str) -> dict[str, Any]:
    return {
        "address": f"{{bucket}}.{name}",
        "parameters": {"bucket": {"description": "crc32 of the subject, modulo 64"}},
        "messages": {name: {"$ref": f"#/components/messages/{name}"}},
        "bindings": {
            "amqp": {
                "is": "routingKey",
                "exchange": {"name": "whistle.events", "type": "topic", "durable": True},
                "bindingVersion": "0.3.0",
            }
        },
    }


def _operation(name: str) -> dict[str, Any]:
    return {
        "action": "send",
        "channel": {"$ref": f"#/channels/{name}"},
        "tags": [{"$ref": f"#/components/tags/{speaker(EVENTS[name])}"}],
    }


def _message(kind: type[Event]) -> dict[str, Any]:
    schema = spoken(kind)
    payload = envelope_schema(kind, schema)
    return {
        "name": kind.type,
        "summary": (kind.__doc__ or "").strip().splitlines()[0],
        "contentType": CONTENT_TYPE.split(";")[0],
        "payload": payload,
        "examples": [{"payload": example(kind, schema)}],
    }


def envelope_schema(kind: type[Event], schema: Schema) -> dict[str, Any]:
    """The JSON Schema of the whole message as it travels."""
    text = {"type": "string"}
    inner = {key: value for key, value in schema.items() if key not in {"$schema", "$defs"}}
    return {
        "type": "object",
        "required": list(_HEAD),
        "properties": {
            "specversion": {"const": "1.0"},
            "datacontenttype": {"const": "application/json"},
            "id": text,
            "source": {"const": speaker(kind)},
            "subject": text,
            "seq": {"type": "integer", "minimum": 1},
            "type": {"const": kind.type},
            "time": {"type": "string", "format": "date-time"},
            "by": text,
            "traceparent": text,
            "data": _inlined(inner, schema.get("$defs", {})),
        },
    }


def example(kind: type[Event], schema: Schema) -> dict[str, Any]:
    """One message of this kind."""
    return {
        "specversion": "1.0",
        "datacontenttype": "application/json",
        "id": f"{speaker(kind)}:x1:1",
        "source": speaker(kind),
        "subject": "x1",
        "seq": 1,
        "type": kind.type,
        "time": "2026-11-22T08:00:00Z",
        "by": "x1",
        "data": sample(schema),
    }


def _inlined(part: Any, defs: Schema) -> Any:
    if isinstance(part, Mapping):
        fields = cast(Schema, part)
        if "$ref" in fields:
            return _inlined(defs[str(fields["$ref"]).rsplit("/", 1)[-1]], defs)
        return {name: _inlined(value, defs) for name, value in fields.items()}
    if isinstance(part, list):
        return [_inlined(item, defs) for item in cast(list[Any], part)]
    return part
