"""The story is told twice on one running system, and one whistle of it is one connected trace."""

import asyncio
import time

import pytest

from deploy.local.demo import play
from deploy.local.keys import keys
from deploy.local.servers import Servers
from deploy.local.system import System
from deploy.local.trace import Span, story_of
from deploy.local.tracelens import open_spans

EVERYBODY = {"gateway", "intake", "dispatch", "response", "evaluation"}
RAISED = "POST /whistles/{id}/approve"
HEARERS = {"gateway", "intake", "response", "evaluation"}
"""Whoever hears, through the broker, that a whistle was raised."""


@pytest.fixture(scope="module")
def system(tmp_path_factory, amqp_url, mongo_url):
    folder = tmp_path_factory.mktemp("story")
    servers = Servers(folder, amqp_url=amqp_url, mongo_url=mongo_url)
    with System(folder, use=servers, namespace="story", trace=True).running() as running:
        yield running


def tell(system, seed):
    password = keys(system.folder)["WHISTLE_DEMO_PASSWORD"]
    return asyncio.run(play(system.base_url, password, seed))


def raising_of(system, whistle: str) -> list[Span]:
    """The act that raised it, once the exporters have sent what they hold."""
    kept = open_spans(system.folder / "traces.db")
    raised: list[Span] = []
    for _ in range(30):
        acts = [[span for _, span in act] for act in story_of(kept, whistle)]
        raised = next((act for act in acts if act[0].name == RAISED), [])
        if {span.service for span in raised} == EVERYBODY:
            break
        time.sleep(1)
    return raised


@pytest.mark.mechanism(1, 2, 3, 5, 6, 7, 8, 10, 16, 18)
def test_the_story_is_seen_at_its_far_ends_and_leaves_one_connected_trace(system):
    telling = tell(system, seed=1)

    raised = raising_of(system, telling.whistle)

    assert {span.service for span in raised if span.name.startswith("process")} == HEARERS
    assert {span.service for span in raised} == EVERYBODY
    assert len({span.trace for span in raised if not span.name.startswith("publish")}) == 1


def test_the_story_can_be_told_again_on_the_same_data(system):
    first = tell(system, seed=3)

    second = tell(system, seed=2)

    assert first.whistle != second.whistle
    assert first.case != second.case
