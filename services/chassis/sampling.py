"""Which traces are recorded. Imported only when tracing is on."""

from collections.abc import Sequence

from opentelemetry.context import Context
from opentelemetry.sdk.trace.sampling import (
    ALWAYS_OFF,
    ALWAYS_ON,
    Sampler,
    SamplingResult,
    TraceIdRatioBased,
)
from opentelemetry.trace import Link, SpanKind, TraceState
from opentelemetry.util.types import Attributes


class LinkedOrDrawn(Sampler):
    """For a span without a parent: do as the context it links to did, else draw by chance."""

    def __init__(self, share: float) -> None:
        self._drawn = TraceIdRatioBased(share)

    def should_sample(  # noqa: PLR0913 - the library asks for all of them
        self,
        parent_context: Context | None,
        trace_id: int,
        name: str,
        kind: SpanKind | None = None,
        attributes: Attributes = None,
        links: Sequence[Link] | None = None,
        trace_state: TraceState | None = None,
    ) -> SamplingResult:
        """Decide."""
        sampler: Sampler = self._drawn
        if links:
            sampler = ALWAYS_ON if links[0].context.trace_flags.sampled else ALWAYS_OFF
        return sampler.should_sample(
            parent_context, trace_id, name, kind, attributes, links, trace_state
        )

    def get_description(self) -> str:
        """How it calls itself."""
        return f"LinkedOrDrawn({self._drawn.get_description()})"
