"""Spans: nothing at all when off; when on, one readable trace per report."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator

import pytest
from fastapi import APIRouter
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from pydantic import BaseModel, SecretStr

from services.chassis import spans
from services.chassis.settings import Settings
from services.chassis.telemetry import OpenTelemetry, provide
from services.chassis.web import create_web
from tests.promises.clay import said
from tests.unit.chassis.asgi import call

CREATED = f"00-{'a' * 32}-{'b' * 16}-01"
UNSAMPLED = f"00-{'a' * 32}-{'b' * 16}-00"


class Traces:
    """A tracer whose spans a test can read."""

    def __init__(self, share: float = 1.0) -> None:
        settings = Settings(service="pottery", secret=SecretStr("x" * 32), trace_sample=share)
        self._exporter = InMemorySpanExporter()
        self._provider = provide(settings, self._exporter)
        self.tracing = OpenTelemetry(self._provider)

    def read(self) -> dict[str, ReadableSpan]:
        self._provider.force_flush()
        return {span.name: span for span in self._exporter.get_finished_spans()}

    def close(self) -> None:
        self._provider.shutdown()


@pytest.fixture
def traces() -> Iterator[Traces]:
    made = Traces()
    with spans.switched_on(made.tracing):
        yield made
    made.close()


def created(traceparent: str | None = CREATED):
    return said(1).model_copy(update={"traceparent": traceparent})


def ids(span: ReadableSpan) -> tuple[str, str]:
    assert span.parent
    return f"{span.parent.trace_id:032x}", f"{span.parent.span_id:016x}"


def test_while_tracing_is_off_nothing_happens_and_the_sdk_is_not_imported():
    script = (
        "import sys\n"
        "from services.chassis import spans, telemetry, rabbit, web, run\n"
        "with spans.span('x'): assert spans.traceparent() is None\n"
        "assert not [name for name in sys.modules if name.startswith('opentelemetry.sdk')]\n"
    )

    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_process_span_is_a_child_of_where_the_event_was_created_and_links_to_it(traces):
    with spans.process_span(created(), "pottery"):
        inside = spans.traceparent()

    span = traces.read()["process pottery"]
    assert ids(span) == ("a" * 32, "b" * 16)
    assert [link.context.span_id for link in span.links] == [int("b" * 16, 16)]
    assert span.kind.name == "CONSUMER"
    assert inside == f"00-{'a' * 32}-{span.context.span_id:016x}-01"


def test_a_publish_span_stands_alone_and_links_to_where_the_event_was_created(traces):
    with spans.publish_span(created(), "city.events"):
        pass

    span = traces.read()["publish city.events"]
    assert span.parent is None
    assert [link.context.trace_id for link in span.links] == [int("a" * 32, 16)]
    assert span.kind.name == "PRODUCER"


def test_messaging_spans_say_which_message_and_which_aggregate(traces):
    with spans.process_span(created(), "pottery"):
        pass

    told = traces.read()["process pottery"].attributes
    assert told["messaging.system"] == "rabbitmq"
    assert told["messaging.operation.type"] == "process"
    assert told["messaging.message.id"] == "shop:order-1:1"
    assert told["messaging.message.conversation_id"] == "order-1"


def test_what_was_not_recorded_at_its_creation_is_not_recorded_later():
    for name in ("publish", "process"):
        traces = Traces()
        of = getattr(spans, f"{name}_span")
        with spans.switched_on(traces.tracing), of(created(UNSAMPLED), "x"):
            inside = spans.traceparent()

        assert traces.read() == {}
        assert int(inside[-2:], 16) & 1 == 0
        traces.close()


def test_new_traces_are_drawn_by_chance():
    traces = Traces(share=0.0)

    with spans.switched_on(traces.tracing), spans.span("begin", "server"):
        pass

    assert traces.read() == {}
    traces.close()


@pytest.mark.parametrize("noise", ["", "x", "00-zz-yy-01", f"00-{'0' * 32}-{'0' * 16}-01", "-" * 9])
def test_a_context_that_cannot_be_read_begins_a_new_trace(traces, noise):
    with spans.process_span(created(noise), "pottery"):
        pass

    assert traces.read()["process pottery"].parent is None


def test_a_failure_is_told_by_its_kind_and_not_by_its_words(traces):
    with pytest.raises(ValueError, match="secret"), spans.span("decide"):
        raise ValueError("secret")

    span = traces.read()["decide"]
    assert span.attributes["error.type"] == "ValueError"
    assert "secret" not in str(span.to_json())


def test_spans_inside_each_other_are_parent_and_child_across_tasks(traces):
    async def inner():
        with spans.span("inner"):
            pass

    async def outer():
        with spans.span("outer"):
            await asyncio.create_task(inner())

    asyncio.run(outer())

    read = traces.read()
    assert read["inner"].parent.span_id == read["outer"].context.span_id


async def test_a_request_is_one_span_that_continues_the_callers_trace(traces):
    router = APIRouter()

    @router.get("/pots/{id}")
    async def pot(id: str) -> str | None:
        return spans.traceparent()

    answer = await call(create_web("pottery", [router]), "GET", "/pots/pot-1", traceparent=CREATED)

    read = traces.read()
    assert list(read) == ["GET /pots/{id}"]
    span = read["GET /pots/{id}"]
    assert ids(span) == ("a" * 32, "b" * 16)
    assert answer.json == f"00-{'a' * 32}-{span.context.span_id:016x}-01"
    assert span.attributes["http.route"] == "/pots/{id}"
    assert span.attributes["pot.id"] == "pot-1"
    assert span.attributes["http.response.status_code"] == 200


class Shard(BaseModel):
    pot_id: str = "pot-1"
    words: str = "secret"


def test_a_decision_says_what_it_is_about_by_ids_and_never_by_words(traces):
    with spans.decision_span("Glue", "/api/v1/shards/{id}/glue", "pot-1-7") as span:
        spans.describe(span, spans.ids_of(Shard()))

    told = traces.read()["decide Glue"].attributes
    assert told == {"aggregate.id": "pot-1-7", "shard.id": "pot-1-7", "pot.id": "pot-1"}


def test_while_tracing_is_off_nothing_is_described():
    with spans.decision_span("Glue", "/shards/{id}/glue", "pot-1-7") as span:
        spans.describe(span, spans.ids_of(Shard()))

    assert span is None


async def test_a_problem_carries_the_number_of_its_trace(traces):
    answer = await call(create_web("pottery", []), "GET", "/nowhere", traceparent=CREATED)

    assert answer.json["trace_id"] == "a" * 32
