"""The view is the same whatever order its events come in, and however often they come."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.envelope import Envelope
from contracts.events import EVENTS, speaker
from contracts.events.event import Event
from gateway.fold import Folded
from gateway.kinds import KINDS, Kind, targets
from tests.unit.gateway.builders import at, sampled, told

SAMPLES = {name: sampled(event) for name, event in EVENTS.items()}


def folded(kind: Kind, heard: Sequence[Envelope[Event]]) -> Folded | None:
    view = None
    for envelope in heard:
        view = kind.told(view, envelope)
    return view


def shown(view: Folded | None) -> object:
    """All a reader can see of it: lines lie as they came, and are read in their own order."""
    return view and (view.model_dump(exclude={"lines"}), view.timeline)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Kind, list[Envelope[Event]]]:
    """Some events of one aggregate: each speaker's numbered from 1, at times that may be equal."""
    kind = draw(st.sampled_from(sorted(KINDS.values(), key=lambda kind: kind.name)))
    names = sorted(event.type for event in kind.folds)
    said = draw(st.lists(st.sampled_from(names), min_size=1, max_size=12))
    numbers: dict[str, int] = {}
    heard: list[Envelope[Event]] = []
    for name in said:
        event = SAMPLES[name]
        source = speaker(type(event))
        seq = numbers[source] = numbers.get(source, 0) + 1
        heard.append(told(event, seq, subject="x1", time=at(draw(st.integers(0, 3)) + seq)))
    return kind, heard


@given(histories(), st.randoms(use_true_random=False))
def test_any_order_and_any_repetition_lead_to_the_same_view(history, random):
    kind, heard = history
    muddled = [*heard, *random.choices(heard, k=random.randint(0, 5))]
    random.shuffle(muddled)

    assert shown(folded(kind, muddled)) == shown(folded(kind, heard))


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_field_has_one_speaker_so_that_numbers_can_be_compared(kind):
    speakers: dict[str, set[str]] = {}
    for event, writes in kind.folds.items():
        for name in writes(SAMPLES[event.type]):
            speakers.setdefault(name, set()).add(speaker(event))

    assert {name: who for name, who in speakers.items() if len(who) > 1} == {}


KEPT_BACK = {"household.fact_recorded", "household.fact_dropped"}
"""What is known of a home is in no view: it is asked for, each time on record."""


@pytest.mark.parametrize("name", EVENTS)
def test_every_event_there_is_reaches_a_view_but_for_what_is_known_of_homes(name):
    heard = told(SAMPLES[name], subject="x1")

    reached = list(targets(heard))

    assert bool(reached) == (name not in KEPT_BACK)


@pytest.mark.parametrize("name", EVENTS)
def test_the_speakers_own_view_has_the_speakers_number(name):
    heard = told(SAMPLES[name], seq=7, subject="x1")

    views = [kind.told(None, heard) for kind, _ in targets(heard)]

    assert all(view.heads == {heard.source: 7} for view in views)


def test_what_an_earlier_event_wrote_does_not_overwrite_a_later_one():
    cases = KINDS["cases"]
    sorted_late = told(SAMPLES["case.sorted"].model_copy(update={"category": "late"}), 2)
    first = told(SAMPLES["case.reported"].model_copy(update={"category": "first"}), 1)

    view = folded(cases, [sorted_late, first])

    assert view.get("category") == "late"
    assert view.get("number")
