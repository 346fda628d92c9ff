"""What is counted in every process, for Prometheus. Labels are few and bounded: never an id."""

from datetime import UTC, datetime

from prometheus_client import Counter, Gauge, Histogram

_FINE = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

ACTS = Counter("whistle_acts", "Commands decided", ("command", "outcome"))
ACT_SECONDS = Histogram("whistle_act_seconds", "From body to answer", ("command",), buckets=_FINE)
SAID = Counter("whistle_events_said", "Events the broker confirmed", ("type",))
UNSAID = Counter("whistle_publish_failures", "Publishes that must be tried again", ("error",))
HEARD = Counter("whistle_events_heard", "Events handled", ("service", "type"))
AGAIN = Counter("whistle_events_tried_again", "Handlings that failed", ("service", "error"))
PARKED = Counter("whistle_events_parked", "Events put aside for a person", ("service", "reason"))
BURIED = Counter("whistle_events_buried", "Messages nobody can read", ("service",))
PROCESS_SECONDS = Histogram(
    "whistle_process_seconds", "One handling of one event", ("service",), buckets=_FINE
)
HEARING_LAG = Histogram(
    "whistle_hearing_lag_seconds", "From said to heard", ("service",), buckets=(*_FINE, 60, 600)
)
BLOCKED_STREAMS = Gauge("whistle_blocked_streams", "Streams that are parked", ("service",))
LANES_BUSY = Gauge("whistle_lanes_busy", "Lanes with work", ("service",))
LANES_WAITING = Gauge("whistle_lanes_waiting", "Lanes that back off", ("service",))
DROPPED = Counter("whistle_tap_dropped", "Events a slow live stream never saw")
OUTGOING = Counter("whistle_outgoing", "Messages to the outside", ("outlet", "outcome"))
UNPUBLISHED = Gauge("whistle_unpublished", "Documents that owe events", ("service",))
UNPUBLISHED_AGE = Gauge("whistle_unpublished_age_seconds", "Of the oldest", ("service",))


def age(since: datetime) -> float:
    """Seconds since a time."""
    return max((datetime.now(UTC) - since).total_seconds(), 0.0)
