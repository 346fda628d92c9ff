"""What travels is read back as it was said, and nothing else is read."""

import json

import pytest

from contracts.asyncapi import example
from contracts.envelope import Unreadable, decode, encode
from contracts.events import EVENTS, SOURCES, speaker
from contracts.events.case import CaseClosed
from contracts.events.task import TaskProgressed
from contracts.schema import spoken


def wire(**changes):
    return json.dumps(example(TaskProgressed, spoken(TaskProgressed)) | changes).encode()


def test_an_envelope_travels_unchanged():
    sent = decode(wire(), EVENTS)

    assert decode(encode(sent), EVENTS) == sent
    assert sent.stream == "response:x1"


def test_fields_of_a_newer_speaker_are_ignored():
    newer = example(TaskProgressed, spoken(TaskProgressed))
    newer["data"]["mood"] = "good"
    newer["colour"] = "red"

    assert decode(json.dumps(newer).encode(), EVENTS) == decode(wire(), EVENTS)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"[]",
        wire()[:-20],
        wire(type="task.unheard_of"),
        wire(data={}),
        wire(data={"department": "x", "text": 7}),
        wire(seq="one"),
        wire(time="yesterday"),
        wire(specversion="0.3"),
    ],
)
def test_what_is_not_an_event_is_unreadable(body):
    with pytest.raises(Unreadable):
        decode(body, EVENTS)


def test_an_event_forbids_unknown_fields_when_it_is_said():
    with pytest.raises(ValueError, match="mood"):
        CaseClosed(mood="good")


def test_every_event_has_one_speaker():
    assert {speaker(kind) for kind in EVENTS.values()} == set(SOURCES.values())
    assert len(EVENTS) == len({kind.type for kind in EVENTS.values()})
