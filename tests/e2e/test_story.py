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


@pytest.fixture(scope="module")
def system(tmp_path_factory, amqp_url, mongo_url):
    folder = tmp_path_factory.mktemp("story")
    servers = Servers(folder, amqp_url=amqp_url, mongo_url=mongo_url)
    with System(folder, use=servers, namespace="story", trace=True).running() as running:
        yield running


def tell(system, seed):
    password = keys(system.folder)["WHISTLE_DEMO_PASSWORD"]
    return asyncio.run(play(system.base_url, password, seed))


def spans_of(system, whistle: str) -> list[list[Span]]:
    """Every act the whistle occurs in, once the exporters have sent what they hold."""
    kept = open_spans(system.folder / "traces.db")
    for _ in range(30):
        acts = [[span for _, span in act] for act in story_of(kept, whistle)]
        if {span.service for act in acts for span in act} == EVERYBODY:
            break
        time.sleep(1)
    return acts


@pytest.mark.mechanism(1, 2, 3, 5, 6, 7, 8, 10, 16, 18)
def test_the_story_is_seen_at_its_far_ends_and_leaves_one_connected_trace(system):
    telling = tell(system, seed=1)

    acts = spans_of(system, telling.whistle)

    raised = next(act for act in acts if "approve" in act[0].name)
    assert {span.service for span in raised} >= {"gateway", "dispatch", "response", "intake"}
    assert len({span.trace for span in raised if not span.name.startswith("publish")}) == 1
    assert {span.service for act in acts for span in act} == EVERYBODY


def test_the_story_can_be_told_again_on_the_same_data(system):
    first = tell(system, seed=3)

    second = tell(system, seed=2)

    assert first.whistle != second.whistle
    assert first.case != second.case
