"""What a stream tells of an event: ids, never words, so that it is the same for every reader. Pure.

It is made of the envelope when it passes by, or of the audit entry when somebody asks later; both
give the same bytes.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from contracts.attributes import attributes
from contracts.envelope import Envelope
from contracts.events.event import Event
from contracts.views.live import Happening
from gateway.audit import Entry
from gateway.kinds import (
    ASSESSMENTS,
    CALLBACKS,
    CASES,
    LAGGING,
    MONTHS,
    OFFERED,
    OPINIONS,
    POINTS,
    QUESTIONNAIRES,
    RATINGS,
    REVIEWS,
    ROUNDS,
    TASKS,
    VISITS,
    WHISTLES,
    Kind,
)

_OWN: Mapping[str, Kind] = {"dispatch": WHISTLES, "response": TASKS}
_TAKEN: Mapping[str, Kind] = {"vi": VISITS, "vr": ROUNDS, "qn": QUESTIONNAIRES}
"""Of intake, by how the id begins; all others are cases."""
_EVALUATED: Mapping[str, Kind] = {
    "cb": CALLBACKS,
    "rx": REVIEWS,
    "ro": REVIEWS,
    "bd": MONTHS,
    "lg": LAGGING,
    "rt": RATINGS,
    "op": OPINIONS,
    "pb": POINTS,
}
"""By how the id begins; all others are assessments."""


_WORK: Final = frozenset({"case.id", "whistle.id", "task.id"})
_NAMED: Mapping[str, frozenset[str]] = dict.fromkeys((*OFFERED, "pb", "vi", "qn"), _WORK)
"""What is not told of them, by how the id begins: many see an offer or a visit who may not know of
the case behind it."""


def own_kind(source: str, subject: str) -> Kind:
    """The kind of view that is folded from everything this speaker says about this subject."""
    if source == "evaluation":
        return _EVALUATED.get(subject.partition("-")[0], ASSESSMENTS)
    prefix = subject.partition("-")[0]
    if source == "intake":
        return _TAKEN.get(prefix, CASES)
    return OFFERED[prefix] if source == "dispatch" and prefix in OFFERED else _OWN[source]


def of_envelope(heard: Envelope[Event]) -> Happening:
    """What is told of an event that passes by."""
    return _happening(heard.id, heard.type, heard.time, heard.by, attributes(heard))


def of_entry(entry: Entry) -> Happening:
    """What is told of an event that was entered in the audit log."""
    return _happening(entry["event"], entry["what"], entry["at"], entry["by"], entry["about"])


def events(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that are events: sign-ins and the like are nobody's news."""
    return [entry for entry in entries if "event" in entry]


def _happening(id: str, kind: str, time: datetime, by: str, about: Mapping[str, Any]) -> Happening:
    source, subject, seq = id.split(":")
    prefix = subject.partition("-")[0]
    theirs = source == "intake" or prefix in {*OFFERED, "pb"}
    facts = {name: value for name, value in about.items() if name not in _NAMED.get(prefix, ())}
    tells = not theirs or by == "clock"
    return Happening.model_construct(
        event=id,
        type=kind,
        subject=subject,
        source=source,
        version=int(seq),
        time=time,
        by=by if tells else None,
        facts=facts,
    )


def framed(happening: Happening) -> bytes:
    """As a stream carries it."""
    return b"data: " + happening.__pydantic_serializer__.to_json(happening) + b"\n\n"
