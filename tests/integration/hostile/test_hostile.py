"""Every route of the OpenAPI document, asked what no well-meaning client would ask.

Rule 1: all of it is refused with a problem, in the language that was asked for, and names the field
where there is one; nothing of it breaks us, and nothing is answered as if it had been in order.
Rule 2: nothing changes: whatever any process keeps is, byte for byte, what it was before.
Rule 3: whoever asks may ask: somebody of the first role the table of the role tests lets in.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Final

from tests.integration.hostile.asking import Ask
from tests.integration.hostile.bodies import Bodies, unreadable
from tests.integration.hostile.forms import forms
from tests.integration.hostile.ground import API, JSON, Ground
from tests.integration.hostile.judging import UNREADABLE
from tests.integration.hostile.samples import Samples
from tests.integration.hostile.targets import Targets, filled

GOOD: Final[Mapping[str, str]] = {
    "{id}": "case-1",
    "{period}": "2026-11",
    "{subject}": "departments",
    "{figure}": "solution",
    "{table}": "lines",
    "{token}": "a.b",
    "{code}": "0" * 32,
}
"""What a path's parameters could be."""
FEWEST: Final = {"bodies": 9_000, "targets": 7_000, "forms": 75}
"""Fewer than these, and the document was not read."""


async def test_a_body_that_is_wrong_in_any_one_thing_is_refused_by_its_field(ground: Ground):
    await ground.refuses(_bodies(ground), FEWEST["bodies"])


async def test_a_target_nothing_can_have_and_a_question_of_another_kind_are_refused(ground: Ground):
    await ground.refuses(_targets(ground), FEWEST["targets"])


async def test_a_form_that_is_none_is_refused(ground: Ground):
    await ground.refuses(_forms(ground), FEWEST["forms"])


def _bodies(ground: Ground) -> Iterator[tuple[Ask, str]]:
    made = Bodies(ground.document)
    for door in (door for door in ground.doors if JSON in door.content):
        good, target = door.content[JSON], API + filled(door.path, GOOD)
        for why, body, field in (
            *unreadable(good["example"]),
            *made.of(good["schema"], good["example"]),
        ):
            yield Ask(why, door.method, target, body, field, UNREADABLE), door.token
        plain = {"content-type": "text/plain"}
        body = json.dumps(good["example"]).encode()
        yield Ask("plain text", door.method, target, body, None, UNREADABLE, plain), door.token


def _targets(ground: Ground) -> Iterator[tuple[Ask, str]]:
    made = Targets(ground.document)
    for door in ground.doors:
        body = json.dumps(door.content[JSON]["example"]).encode() if JSON in door.content else None
        for why, target in made.ids(API + door.path, GOOD):
            yield Ask(why, door.method, target, body), door.token
        for why, query, name in made.questions(door.told.get("parameters", [])):
            target = f"{API}{filled(door.path, GOOD)}?{query}"
            yield Ask(f"{name} {why}", door.method, target, body, (name,)), door.token


def _forms(ground: Ground) -> Iterator[tuple[Ask, str]]:
    made = Samples(ground.document)
    for door in ground.doors:
        for kind, told in door.content.items():
            if kind != JSON:
                target = f"{API}{door.path}{door.query}"
                for sent in forms(kind, made.resolved(told["schema"])):
                    headers = {"content-type": sent.kind}
                    field = (sent.field,) if sent.field else None
                    ask = Ask(sent.why, door.method, target, sent.body, field, UNREADABLE, headers)
                    yield ask, door.token
