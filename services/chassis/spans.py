"""The spans every process makes, written by hand after OpenTelemetry's messaging conventions.

Rule 1: an event keeps the context it was created in for ever. The span that publishes it links to
that context; the span that processes it is a child of that context and links to it too (a parent
is allowed for single messages), so that one report is one readable trace.
Rule 2: until `services.chassis.telemetry` installs a tracer, everything here does nothing and
imports nothing.
"""

from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, Protocol, TypeAlias

from contracts.attributes import attributes
from contracts.envelope import Envelope
from contracts.events.event import Event

Attributes: TypeAlias = Mapping[str, str | int | float | bool]


class Span(Protocol):
    """A running span."""

    def set_attribute(self, key: str, value: Any) -> None:
        """Say something about it."""
        ...

    def update_name(self, name: str) -> None:
        """Call it something else."""
        ...


class Tracing(Protocol):
    """What a tracer has to offer; `services.chassis.telemetry` has the real one."""

    def span(
        self,
        name: str,
        kind: str,
        attributes: Attributes,
        *,
        parent: str | None = None,
        link: str | None = None,
    ) -> AbstractContextManager[Any]:
        """Run a block inside a span. `parent` and `link` are traceparents."""
        ...

    def traceparent(self) -> str | None:
        """The context of the running block."""
        ...


AttributesOf: TypeAlias = Callable[[Envelope[Event]], Attributes]


class _Switch:
    """Holds the tracer of this process, if there is one."""

    tracing: Tracing | None = None
    attributes_of: AttributesOf = staticmethod(attributes)


_NOTHING: AbstractContextManager[Any] = nullcontext()


def install(tracing: Tracing | None, attributes_of: AttributesOf = attributes) -> None:
    """Use this tracer in this process from now on; None switches tracing off."""
    _Switch.tracing = tracing
    _Switch.attributes_of = staticmethod(attributes_of)


def on() -> bool:
    """Whether anything is traced at all."""
    return _Switch.tracing is not None


def traceparent() -> str | None:
    """The W3C context of what is being done now; to be kept with the event it leads to."""
    return _Switch.tracing.traceparent() if _Switch.tracing else None


def span(
    name: str, kind: str = "internal", parent: str | None = None, **attributes: str | int
) -> AbstractContextManager[Any]:
    """Run a block inside a span; `a__b` names the attribute `a.b`."""
    if not _Switch.tracing:
        return _NOTHING
    dotted = {key.replace("__", "."): value for key, value in attributes.items()}
    return _Switch.tracing.span(name, kind, dotted, parent=parent)


def decision_span(verb: str, path: str, id: str) -> AbstractContextManager[Any]:
    """Around one decision: load, decide, save. `path` is the door's, `id` the aggregate's."""
    if not _Switch.tracing:
        return _NOTHING
    facts = {"aggregate.id": id, **named_by(path, id)}
    return _Switch.tracing.span(f"decide {verb}", "internal", facts)


def named_by(path: str, id: str) -> dict[str, str]:
    """What an id is called, from the path it stands in: `/whistles/{id}/close` → `whistle.id`."""
    noun = path.partition("/{id}")[0].rpartition("/")[2]
    return {f"{noun.removesuffix('s')}.id": id}


def ids_of(thing: object) -> dict[str, str]:
    """The ids a model carries: its field `whistle_id` becomes `whistle.id`."""
    fields: Mapping[str, object] = getattr(thing, "__dict__", {})
    return {
        f"{name.removesuffix('_id')}.id": value
        for name, value in fields.items()
        if name.endswith("_id") and isinstance(value, str)
    }


def describe(span: Span | None, attributes: Attributes) -> None:
    """Say more about a running span, if there is one."""
    if span:
        for name, value in attributes.items():
            span.set_attribute(name, value)


def publish_span(envelope: Envelope[Event], exchange: str) -> AbstractContextManager[Any]:
    """Around handing one event to the broker; linked to where the event was created."""
    if not _Switch.tracing:
        return _NOTHING
    facts = _messaging(envelope, "publish", "send")
    facts["messaging.destination.name"] = exchange
    name = f"publish {exchange}"
    return _Switch.tracing.span(name, "producer", facts, link=envelope.traceparent)


def process_span(envelope: Envelope[Event], service: str) -> AbstractContextManager[Any]:
    """Around handling one event: a child of where it was created, and linked to it."""
    if not _Switch.tracing:
        return _NOTHING
    created = envelope.traceparent
    facts = _messaging(envelope, "process", "process")
    name = f"process {service}"
    return _Switch.tracing.span(name, "consumer", facts, parent=created, link=created)


def _messaging(envelope: Envelope[Event], name: str, kind: str) -> dict[str, Any]:
    return {
        "messaging.system": "rabbitmq",
        "messaging.operation.name": name,
        "messaging.operation.type": kind,
        "messaging.message.id": envelope.id,
        "messaging.message.conversation_id": envelope.subject,
        "messaging.rabbitmq.destination.routing_key": envelope.type,
        "event.seq": envelope.seq,
        **_Switch.attributes_of(envelope),
    }


@contextmanager
def switched_on(tracing: Tracing) -> Generator[None]:
    """Trace within this block only."""
    before = _Switch.tracing
    install(tracing)
    try:
        yield
    finally:
        install(before)
