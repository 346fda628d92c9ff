"""What the demo city says of taking in and sorting: classes, standards, catalogue, words."""

import pytest

from contracts.actor import Actor, Role
from contracts.city.category import Catalogue, Scheme
from contracts.commands import case as ask
from contracts.words import Level, Sphere, Urgency
from services.intake import core
from tests.unit.intake.builders import NOON, RESIDENT, decide, done, report
from tests.unit.response.town import DEMO, at

PLACE = at(next(iter(DEMO.compounds)).id)
PATH = PLACE.path


def somebody(role: str, where: str) -> Actor:
    """Whoever holds this post in the demo city."""
    person = DEMO.people[DEMO.holders(Role(role), where)[0]]
    return Actor(id=person.id, posts=person.posts)


def sorted_as(category: str, **found):
    """A case of this class, sorted at the street."""
    told = report(category=category, point=PLACE.point)
    taken = decide(told, by=RESIDENT, city=DEMO, facts=core.Arrival("N1", PLACE, "case-1"))
    case = done(None, taken)
    says = {"urgency": "ordinary", "sphere": "public", "level": "street"} | found
    by = somebody("street_commander", PATH[1])
    return done(case, decide(ask.Sort(category=category, **says), case, by, city=DEMO))


@pytest.mark.mechanism(49)
def test_a_missing_elder_is_urgent_and_a_matter_of_the_police():
    elder = DEMO.category("R01")

    assert (elder.urgency, elder.grade) == (Urgency.URGENT, "L1")
    assert DEMO.duty("R01", PATH[1]).lead == "gongan"
    assert (
        sorted_as("R01", urgency="urgent").due_at
        == DEMO.due(PATH[1], NOON, DEMO.rules.case_grades["L1"]).at
    )


@pytest.mark.mechanism(49)
@pytest.mark.parametrize("code", ["P0137", "P0102", "E0113"])
def test_lamp_manhole_and_road_have_one_plain_owner(code):
    duty = DEMO.duty(code, PATH[1])

    assert DEMO.organisation(duty.lead).kind.value in ("department", "enterprise")
    assert DEMO.category(code).sphere is Sphere.PUBLIC


@pytest.mark.mechanism(51)
def test_a_fallen_wall_is_a_hazard_and_urgent_and_a_roof_is_not():
    wall, roof = sorted_as("R08", standard="R08-2"), sorted_as("R08")

    assert (wall.urgency, roof.urgency) == (Urgency.URGENT, Urgency.ORDINARY)
    assert wall.due_at < roof.due_at
    assert DEMO.standard("R08", "R08-2").recheck


@pytest.mark.mechanism(74)
def test_the_street_has_thirty_nine_items_each_with_an_owner_and_a_level():
    items = [one for one in DEMO.categories.values() if one.catalogue]

    assert len(items) == 39
    for item in items:
        duty = DEMO.duty(item.code, PATH[2])
        assert DEMO.knows_organisation(duty.lead)
        assert duty.level_can_settle is Level.GRID


@pytest.mark.mechanism(75)
def test_service_and_management_enter_the_same_grid():
    kinds = {one.catalogue for one in DEMO.categories.values()} - {None}
    first = {
        kind: next(one.code for one in DEMO.categories.values() if one.catalogue is kind)
        for kind in Catalogue
    }

    owners = {
        done(None, decide(report(category=code), by=RESIDENT, city=DEMO,
                          facts=core.Arrival("N1", PLACE, "case-1"))).owner.at
        for code in first.values()
    }  # fmt: skip

    assert kinds == set(Catalogue)
    assert owners == {PLACE.territory}


@pytest.mark.mechanism(69)
def test_a_street_has_its_own_words_for_the_rungs():
    assert DEMO.label("tier.grid@gangwan", "zh") == "微事不出网格"
    assert DEMO.label("tier.grid@wenchang", "zh") == "小事不出网格"
    assert DEMO.label("tier.nothing@gangwan", "en") == "tier.nothing@gangwan"


def test_classes_bear_their_numbers_in_both_lists():
    both = [one for one in DEMO.categories.values() if one.cjt214]

    assert len(both) >= 80
    assert all(one.scheme is Scheme.GBT30428 for one in both)
    assert DEMO.translated("CJT214", "E0401") == "E0505"
    assert DEMO.category("E0505").name_zh == "路面塌陷"


@pytest.mark.parametrize(
    "code", [one.code for one in DEMO.categories.values() if one.scheme is Scheme.GBT30428]
)
def test_every_class_of_the_list_has_standards_the_first_with_the_limit_of_the_class(code):
    usual, *others = DEMO.standards[code]

    assert usual.limit is None
    assert not usual.recheck
    assert len({one.condition_zh for one in (usual, *others)}) == len(others) + 1
    assert all(one.source for one in (usual, *others))
    assert all(one.limit for one in others)
    for urgent in (one for one in others if one.urgency):
        assert urgent.recheck
        assert urgent.photo


def test_a_class_of_the_older_list_is_bound_to_the_standards_of_the_same_class():
    translated = {code: DEMO.translated("CJT214", code) for code in ("P0104", "E0101", "E0402")}

    assert translated == {"P0104": "P0104", "E0101": "E0101", "E0402": "E0501"}
    limits = [one.limit or DEMO.case_limit("E0501") for one in DEMO.standards["E0501"]]
    assert list(map(str, limits)) == ["1 uh", "5 wd"]
    several = [one for one in DEMO.categories.values() if one.cjt214 and one.code in DEMO.standards]
    assert len(several) == len([one for one in DEMO.categories.values() if one.cjt214])


def test_every_category_with_standards_says_when_it_may_be_closed():
    for category, standards in DEMO.standards.items():
        assert DEMO.knows_category(category)
        assert not standards[0].photo
        assert all(one.closing_zh and one.closing_en for one in standards)
    assert DEMO.duties.covers("S39")
