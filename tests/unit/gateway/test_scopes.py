"""Who may see what: posts become tags, tags decide."""

from collections.abc import Collection, Mapping
from typing import Any

import pytest

from contracts.actor import MACHINES, Actor, Post, Role
from gateway.masks import masked_deep
from gateway.matrix import Eyes, text
from gateway.scopes import CALLED, LOCALS, OVERSEERS, PEOPLE, SEALED, Scope, Sight, district

TAGS = ("place:street-1", "place:community-1", "unit:fire", "person:ann")
UNSEEING = frozenset({Role.OPS, Role.ADMIN}) | MACHINES


def scope(*posts: tuple[Role, str], id: str = "somebody") -> Scope:
    return Scope(Actor(id=id, posts=tuple(Post(role=role, at=at) for role, at in posts)))


def test_every_role_is_of_one_sort():
    sorts = [OVERSEERS, LOCALS, CALLED, PEOPLE, UNSEEING]

    assert sorted(role for sort in sorts for role in sort) == sorted(Role)


@pytest.mark.parametrize("role", sorted(LOCALS))
def test_who_is_posted_at_a_place_sees_what_lies_in_it_and_nothing_else(role):
    assert scope((role, "street-1")).sight(TAGS) is Sight.LOCAL
    assert scope((role, "street-2")).sight(TAGS) is Sight.NOTHING


@pytest.mark.parametrize("role", sorted(CALLED))
def test_a_department_sees_what_called_it_and_nothing_else(role):
    assert scope((role, "fire")).sight(TAGS) is Sight.CALLED
    assert scope((role, "water")).sight(TAGS) is Sight.NOTHING


@pytest.mark.parametrize("role", sorted(CALLED))
def test_a_post_in_an_organisation_named_like_a_place_is_no_post_at_that_place(role):
    assert not scope((role, "street-1")).sees(TAGS)


@pytest.mark.parametrize("role", sorted(PEOPLE | UNSEEING))
def test_other_posts_open_nothing_by_their_place(role):
    assert not scope((role, "street-1")).sees(TAGS)
    assert scope((role, "street-1"), id="ann").sight(TAGS) is Sight.OWN


@pytest.mark.parametrize("role", sorted(OVERSEERS))
def test_overseers_see_everything(role):
    overseer = scope((role, "district"))

    assert overseer.sees(())
    assert overseer.filter == {"tags": {"$nin": ["aside:somebody", SEALED]}}
    assert overseer.sight(()) >= Sight.WHOLE


EAST, WEST = (district(one) for one in ("east", "west"))
THINGS = {
    "ours": (TAGS[0], EAST),
    "theirs": ("place:street-9", WEST),
    "both's": (TAGS[0], EAST, WEST),
    "the city's": (),
    "ours, sealed": (EAST, SEALED),
    "ours, about us": (EAST, "aside:somebody"),
    "theirs, told by us": (WEST, "person:somebody"),
    "ours, about us, told by us": (EAST, "aside:somebody", "person:somebody"),
    "theirs, about us, told by us": (WEST, "aside:somebody", "person:somebody"),
}


def overseer(*posts: tuple[Role, str]) -> Scope:
    """Of a city of two districts."""
    own = {district(at) for _, at in posts}
    actor = Actor(id="somebody", posts=tuple(Post(role=role, at=at) for role, at in posts))
    return Scope(actor, elsewhere=frozenset({EAST, WEST} - own))


def fits(query: Mapping[str, Any], tags: Collection[str]) -> bool:
    """Whether a list's query finds something that bears these tags."""
    if "$or" in query:
        return any(fits(one, tags) for one in query["$or"])
    asked = query["tags"]
    wanted = "$in" not in asked or bool({*asked["$in"]} & {*tags})
    return wanted and not {*asked.get("$nin", ())} & {*tags}


@pytest.mark.parametrize("role", sorted(OVERSEERS))
def test_an_overseer_of_one_district_of_several_sees_its_things_and_no_other_s(role):
    east = overseer((role, "east"))

    seen = {name for name, tags in THINGS.items() if east.sees(tags)}
    listed = {name for name, tags in THINGS.items() if fits(east.filter, tags)}

    assert seen == listed == {"ours", "both's", "the city's", "theirs, told by us"}
    assert east.sight(THINGS["theirs"]) is Sight.NOTHING
    for whose in ("ours", "theirs"):
        assert east.sight(THINGS[f"{whose}, about us, told by us"]) is Sight.NOTHING
    assert east.sight(THINGS["ours, about us"]) is Sight.NOTHING
    assert east.sight(THINGS["theirs, told by us"]) is Sight.OWN
    assert east.sight(THINGS["both's"]) >= Sight.WHOLE


def test_who_oversees_two_districts_sees_of_each_as_much_as_the_post_there_shows():
    both = overseer((Role.EVALUATOR, "east"), (Role.AUDITOR, "west"))

    assert both.sight(THINGS["ours"]) is Sight.CALLER
    assert both.sight(THINGS["theirs"]) is Sight.WHOLE
    assert both.sight(THINGS["the city's"]) is Sight.CALLER


def test_the_widest_of_several_posts_counts():
    both = scope((Role.DEPARTMENT_LIAISON, "fire"), (Role.STREET_STAFF, "street-1"), id="ann")

    assert both.sight(TAGS) is Sight.LOCAL
    assert both.sight(("unit:fire",)) is Sight.CALLED
    assert both.sight(("person:ann",)) is Sight.OWN


@pytest.mark.parametrize(
    ("tags", "seen"), [(TAGS, True), (("place:street-2",), False), ((), False)]
)
def test_a_list_keeps_out_exactly_what_a_single_read_refuses(tags, seen):
    reader = scope((Role.STREET_STAFF, "street-1"))

    wanted = reader.filter["tags"]["$in"]

    assert bool(set(wanted) & set(tags)) is seen is reader.sees(tags)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("请拨 13812345678", "请拨 138****5678"),
        ("13812345678、15987654321", "138****5678、159****4321"),
        ("身份证 110101199003071234", "身份证 ******************"),
        ("11010119900307123X", "******************"),
        ("单号 20261123000123456789", "单号 20261123000123456789"),
        ("120.123456,36.123456", "120.123456,36.123456"),
        ("没有号码", "没有号码"),
    ],
)
def test_numbers_that_name_a_person_are_starred_out(said, shown):
    assert text(said, Eyes.EXPORT) == shown


def test_and_so_they_are_however_deep_they_lie():
    said = {"a": ["13812345678", {"b": "13812345678"}], "n": 5}

    assert "13812345678" not in str(masked_deep(said))
