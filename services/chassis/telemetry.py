"""OpenTelemetry behind `services.chassis.spans`: imported only when traces have somewhere to go.

Rule 1: a caller's decision to record is followed; a span that only links to a context follows that
context; only a new trace is drawn by chance.
Rule 2: a span says which kind of error ended it, never its words: they may quote a person.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from services.chassis import spans
from services.chassis.settings import Settings
from services.chassis.spans import Attributes

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SpanExporter
    from opentelemetry.trace import SpanContext

QUEUE = 8192
FLUSH_MS = 2000


def start(settings: Settings) -> Callable[[], None]:
    """Trace from now on, if there is an endpoint; returns what to call at the end."""
    if not settings.otlp_endpoint:
        return lambda: None
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    exporter = OTLPSpanExporter(f"{settings.otlp_endpoint.rstrip('/')}/v1/traces")
    provider = provide(settings, exporter)
    spans.install(OpenTelemetry(provider))

    def finish() -> None:
        spans.install(None)
        provider.force_flush(FLUSH_MS)
        provider.shutdown()

    return finish


def provide(settings: Settings, exporter: "SpanExporter") -> "TracerProvider":
    """Make the provider of this process: sampled, batched, named."""
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor
    from opentelemetry.sdk.trace.sampling import ParentBased

    from services.chassis.sampling import LinkedOrDrawn

    resource = Resource.create(
        {"service.name": settings.service, "service.namespace": settings.namespace}
    )
    sampler = ParentBased(LinkedOrDrawn(settings.trace_sample))
    provider = TracerProvider(sampler, resource, shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(exporter, max_queue_size=QUEUE))
    return provider


class OpenTelemetry:
    """Implements `spans.Tracing`."""

    def __init__(self, provider: "TracerProvider") -> None:
        from opentelemetry import context, trace

        self._tracer = provider.get_tracer("whistle")
        self._context, self._trace = context, trace

    @contextmanager
    def span(
        self,
        name: str,
        kind: str,
        attributes: Attributes,
        *,
        parent: str | None = None,
        link: str | None = None,
    ) -> Generator[Any]:
        """Run a block inside a span."""
        trace = self._trace
        linked = self._parse(link)
        span = self._tracer.start_span(
            name,
            self._around(kind, self._parse(parent)),
            trace.SpanKind[kind.upper()],
            attributes,
            [trace.Link(linked)] if linked else None,
        )
        token = self._context.attach(trace.set_span_in_context(span))
        try:
            yield span
        except BaseException as error:
            span.set_attribute("error.type", type(error).__name__)
            span.set_status(trace.StatusCode.ERROR)
            raise
        finally:
            self._context.detach(token)
            span.end()

    def traceparent(self) -> str | None:
        """The context of the running block."""
        running = self._trace.get_current_span().get_span_context()
        if not running.is_valid:
            return None
        return f"00-{running.trace_id:032x}-{running.span_id:016x}-{running.trace_flags:02x}"

    def _around(self, kind: str, parent: "SpanContext | None") -> "Context | None":
        if parent:
            remote = self._trace.NonRecordingSpan(parent)
            return self._trace.set_span_in_context(remote, self._context.Context())
        return None if kind in {"internal", "client"} else self._context.Context()

    def _parse(self, traceparent: str | None) -> "SpanContext | None":
        match (traceparent or "").split("-"):
            case [_, trace_id, span_id, flags] if len(trace_id) == 32 and len(span_id) == 16:
                return self._read(trace_id, span_id, flags)
            case _:
                return None

    def _read(self, trace_id: str, span_id: str, flags: str) -> "SpanContext | None":
        trace = self._trace
        try:
            numbers = int(trace_id, 16), int(span_id, 16), int(flags, 16)
        except ValueError:
            return None
        context = trace.SpanContext(*numbers[:2], True, trace.TraceFlags(numbers[2] & 1))
        return context if context.is_valid else None
