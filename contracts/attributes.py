"""What a span or a log line may say about an event: ids only, never words people typed.

Every span that concerns a whistle carries `whistle.id`, so that a whistle which lives for days and
crosses many traces can be put together again.
"""

from collections.abc import Mapping

from contracts.envelope import Envelope
from contracts.events.event import Event

_SUBJECTS: Mapping[str, str] = {
    "case": "case.id",
    "wh": "whistle.id",
    "as": "assessment.id",
    "cb": "callback.id",
    "bd": "month.id",
    "op": "opinion.id",
    "rt": "rating.id",
    "lg": "lagging.id",
    "rx": "review.id",
    "ro": "review.id",
    "vi": "visit.id",
    "qn": "questionnaire.id",
}

_FIELDS: Mapping[str, str] = {
    "whistle_id": "whistle.id",
    "case_id": "case.id",
    "task_id": "task.id",
    "department": "dept.code",
    "street": "street.code",
    "number": "number",
}


def attributes(envelope: Envelope[Event]) -> dict[str, str]:
    """The ids an event carries, by their names in traces and logs."""
    prefix = envelope.subject.partition("-")[0]
    named = {_SUBJECTS.get(prefix, "subject.id"): envelope.subject}
    found = {
        name: value
        for field, name in _FIELDS.items()
        if isinstance(value := getattr(envelope.data, field, None), str)
    }
    return named | found
