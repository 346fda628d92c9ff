"""Every kind of view, and which of them an event concerns."""

from collections.abc import Iterator, Mapping, Sequence

from contracts.envelope import Envelope
from contracts.events.event import Event
from gateway.kinds.assessments import ASSESSMENTS
from gateway.kinds.bindings import BINDINGS
from gateway.kinds.callbacks import CALLBACKS
from gateway.kinds.case_rulings import CASE_RULINGS
from gateway.kinds.cases import CASES
from gateway.kinds.kind import Kind
from gateway.kinds.lists import DEEDS, EMERGENCIES, NEEDS, REGISTRATIONS, RESOURCES
from gateway.kinds.months import LAGGING, MONTHS, RATINGS
from gateway.kinds.notices import NOTICES
from gateway.kinds.offers import OFFERS
from gateway.kinds.opinions import OPINIONS
from gateway.kinds.points import POINTS
from gateway.kinds.questionnaires import QUESTIONNAIRES
from gateway.kinds.reliefs import RELIEFS
from gateway.kinds.reviews import REVIEWS
from gateway.kinds.risks import RISKS
from gateway.kinds.rulings import RULINGS
from gateway.kinds.supervisions import SUPERVISIONS
from gateway.kinds.tasks import TASKS
from gateway.kinds.visits import ROUNDS, VISITS
from gateway.kinds.whistles import WHISTLES

__all__ = [
    "ASSESSMENTS",
    "CALLBACKS",
    "CASES",
    "KINDS",
    "LAGGING",
    "MONTHS",
    "OFFERED",
    "OPINIONS",
    "POINTS",
    "QUESTIONNAIRES",
    "RATINGS",
    "REVIEWS",
    "RISKS",
    "ROUNDS",
    "RULINGS",
    "TASKS",
    "VISITS",
    "WHISTLES",
    "Kind",
]

_ALL = (
    CASES,
    WHISTLES,
    TASKS,
    RULINGS,
    CASE_RULINGS,
    RELIEFS,
    SUPERVISIONS,
    ASSESSMENTS,
    CALLBACKS,
    REVIEWS,
    MONTHS,
    LAGGING,
    RATINGS,
    OPINIONS,
    VISITS,
    ROUNDS,
    RISKS,
    QUESTIONNAIRES,
    BINDINGS,
)

OFFERED: Mapping[str, Kind] = {
    "of": OFFERS,
    "reg": REGISTRATIONS,
    "rs": RESOURCES,
    "nd": NEEDS,
    "em": EMERGENCIES,
    "gn": NOTICES,
}
"""Whose own events they are, by how the ids of dispatch's subjects begin."""

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in (*_ALL, *OFFERED.values(), DEEDS, POINTS)}

_FOLDED_BY: Mapping[type[Event], Sequence[Kind]] = {
    event: tuple(kind for kind in KINDS.values() if event in kind.folds)
    for event in {event for kind in KINDS.values() for event in kind.folds}
}


def parts(heard: Envelope[Event]) -> Iterator[Kind]:
    """The kinds of views that are parts of what an event is about as a whole."""
    for kind in _FOLDED_BY.get(type(heard.data), ()):
        if kind.part_of and kind.target(heard) is None:
            yield kind


def targets(heard: Envelope[Event]) -> Iterator[tuple[Kind, str]]:
    """The views an event is folded into, by kind and id."""
    for kind in _FOLDED_BY.get(type(heard.data), ()):
        if id := kind.target(heard):
            yield kind, id
