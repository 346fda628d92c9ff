"""The gate: no change to an event may break an older reader or an older writer."""

import copy
import json
import subprocess
from pathlib import Path

import pytest

import deploy.contracts
from contracts.envelope import decode, encode
from contracts.events import EVENTS
from contracts.schema import spoken
from deploy.contracts.gate import compatible, versions

FOLDER = Path(deploy.contracts.__file__).parent
SAMPLES = sorted(FOLDER.glob("samples/*.json"))


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_the_newest_committed_schema_is_the_event_as_it_is(name):
    committed = versions(FOLDER, name)

    assert committed, "run `make schemas`"
    assert committed[-1] == spoken(EVENTS[name]), "run `make schemas`"


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_every_committed_version_can_meet_the_newest(name):
    committed = versions(FOLDER, name)

    assert all(compatible(old, committed[-1]) for old in committed)


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_every_sample_ever_written_is_still_read(file):
    read = decode(file.read_bytes(), EVENTS)

    again = decode(encode(read), EVENTS)

    assert again == read


def test_a_schema_for_an_event_nobody_says_any_more_is_not_lost():
    written = {file.name.rsplit(".", 2)[0] for file in FOLDER.glob("schemas/*.json")}

    assert written == set(EVENTS)


def _changed(change):
    new = copy.deepcopy(spoken(EVENTS["task.progressed"]))
    change(new)
    return new


def _add_optional(schema):
    schema["properties"]["mood"] = {"type": "string", "default": ""}


def _add_required(schema):
    _add_optional(schema)
    schema["required"] = [*schema["required"], "mood"]


def _drop_required(schema):
    schema["required"] = [name for name in schema["required"] if name != "text"]
    del schema["properties"]["text"]


def _retype(schema):
    schema["properties"]["text"] = {"type": "integer"}


@pytest.mark.parametrize(
    ("change", "allowed"),
    [(_add_optional, True), (_add_required, False), (_drop_required, False), (_retype, False)],
)
def test_the_gate_lets_through_only_what_breaks_nobody(change, allowed):
    old = spoken(EVENTS["task.progressed"])

    verdict = compatible(old, _changed(change))

    assert verdict is allowed


def test_no_committed_version_was_changed_afterwards():
    log = subprocess.run(
        ["git", "log", "--diff-filter=MD", "--name-only", "--format=", "--", f"{FOLDER}/schemas"],
        cwd=FOLDER,
        capture_output=True,
        text=True,
        check=True,
    )

    assert log.stdout.split() == []


def test_the_committed_asyncapi_document_is_of_today():
    from contracts.asyncapi import document

    committed = json.loads((FOLDER / "asyncapi.json").read_text())

    assert committed == document(), "run `make schemas`"
