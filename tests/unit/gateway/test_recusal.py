"""Whoever is reported gets no tag by which to see any of it: case, whistle, task or call-back."""

import pytest

from contracts.actor import Actor, Post, Role
from contracts.events import EVENTS
from gateway.kinds import targets
from gateway.scopes import Scope
from tests.unit.gateway.builders import PLACE, drafted, notified, reported, sampled, summoned, told

ASIDE = ("community-1",)
CALLBACK = EVENTS["callback.due"]
ABOUT_A_COMMUNITY = {
    "case": reported(about="community-1", recused=ASIDE),
    "transfer": sampled(EVENTS["case.transferred"]).model_copy(
        update={"place": PLACE, "recused": ASIDE, "street": "street-1"}
    ),
    "draft": drafted(recused=ASIDE),
    "call": summoned(recused=ASIDE),
    "task": notified(recused=ASIDE),
    "call-back": sampled(CALLBACK).model_copy(update={"street": "street-1", "recused": ASIDE}),
}


def posted(role: Role, at: str, id: str = "somebody") -> Scope:
    return Scope(Actor(id=id, posts=(Post(role=role, at=at),)))


@pytest.mark.parametrize("name", ABOUT_A_COMMUNITY)
@pytest.mark.parametrize(
    ("at", "seen"), [("community-1", False), ("grid-1", False), ("street-1", True)]
)
def test_a_community_that_is_reported_sees_nothing_and_the_street_does(name, at, seen):
    views = [
        kind.told(None, told(ABOUT_A_COMMUNITY[name]))
        for kind, _ in targets(told(ABOUT_A_COMMUNITY[name]))
    ]
    scope = posted(Role.COMMUNITY_SECRETARY, at)

    assert views
    assert all(scope.sees(view.tags) is seen for view in views)


@pytest.mark.parametrize("name", ["case", "task", "call-back"])
def test_a_street_that_is_reported_sees_nothing(name):
    event = ABOUT_A_COMMUNITY[name].model_copy(update={"recused": ("street-1",)})
    views = [kind.told(None, told(event)) for kind, _ in targets(told(event))]

    assert not any(posted(Role.STREET_COMMANDER, "street-1").sees(view.tags) for view in views)


def test_an_overseer_who_is_reported_sees_everything_but_that():
    view = next(targets(told(reported())))[0].told(None, told(reported(recused=("ann",))))

    assert not posted(Role.DISTRICT_SUPERVISOR, "district-1", "ann").sees(view.tags)
    assert posted(Role.DISTRICT_SUPERVISOR, "district-1", "bob").sees(view.tags)


def test_who_steps_aside_is_not_told_to_those_who_are_called():
    view = next(targets(told(notified(recused=("fire",)))))[0].told(
        None, told(notified(recused=("fire",)))
    )

    assert "recused" not in view.timeline[0].facts
