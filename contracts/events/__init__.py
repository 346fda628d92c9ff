"""The vocabulary every process shares, by wire name."""

from collections.abc import Iterable, Mapping

from contracts.events import (
    call,
    callback,
    case,
    case_handed,
    case_ruling,
    case_work,
    claim,
    coordination,
    deed,
    earning,
    emergency,
    evaluation,
    household,
    month,
    notice,
    offer,
    order,
    procedure,
    questionnaire,
    recomputed,
    registration,
    relief,
    review,
    risk,
    staff,
    supervision,
    supply,
    task,
    visit,
    vote,
    whistle,
    whistle_draft,
)
from contracts.events.event import Event


def _said(kind: type[Event]) -> Iterable[type[Event]]:
    for child in kind.__subclasses__():
        if "type" in child.__dict__:
            yield child
        yield from _said(child)


SOURCES: Mapping[str, str] = {
    case.__name__: "intake",
    case_handed.__name__: "intake",
    case_ruling.__name__: "intake",
    visit.__name__: "intake",
    questionnaire.__name__: "intake",
    case_work.__name__: "intake",
    household.__name__: "intake",
    whistle.__name__: "dispatch",
    whistle_draft.__name__: "dispatch",
    call.__name__: "dispatch",
    coordination.__name__: "dispatch",
    supervision.__name__: "dispatch",
    relief.__name__: "dispatch",
    recomputed.__name__: "dispatch",
    task.__name__: "response",
    procedure.__name__: "response",
    vote.__name__: "response",
    evaluation.__name__: "evaluation",
    callback.__name__: "evaluation",
    review.__name__: "evaluation",
    staff.__name__: "evaluation",
    offer.__name__: "dispatch",
    order.__name__: "intake",
    claim.__name__: "dispatch",
    deed.__name__: "dispatch",
    earning.__name__: "evaluation",
    registration.__name__: "dispatch",
    supply.__name__: "dispatch",
    emergency.__name__: "dispatch",
    month.__name__: "evaluation",
    risk.__name__: "evaluation",
    notice.__name__: "dispatch",
}
"""Each event is said by exactly one service: the one its module belongs to."""

EVENTS: Mapping[str, type[Event]] = {
    kind.type: kind for kind in _said(Event) if kind.__module__ in SOURCES
}


def speaker(kind: type[Event]) -> str:
    """The one service that says this kind of event."""
    return SOURCES[kind.__module__]
