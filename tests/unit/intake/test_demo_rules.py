"""What the demo city says of taking in and sorting: classes, standards, catalogue, words."""

import pytest

from contracts.actor import Actor, Role
from contracts.city.category import Catalogue, Scheme
from contracts.commands import case as ask
from contracts.commands.telling import HotlineTicket
from contracts.lifecycle import CaseStage
from contracts.words import Level, Sphere, Urgency
from services.intake import core
from services.intake.core.telling import AS_REPORT
from tests.unit.intake.builders import NOON, RESIDENT, decide, done, report
from tests.unit.response.town import DEMO, at

PLACE = at(next(iter(DEMO.compounds)).id)
PATH = PLACE.path


def somebody(role: str, where: str) -> Actor:
    """Whoever holds this post in the demo city."""
    person = DEMO.people[DEMO.holders(Role(role), where)[0]]
    return Actor(id=person.id, posts=person.posts)


def numbered(kind: str, classes: dict[str, tuple[int, ...]]) -> tuple[str, ...]:
    """Codes of small classes, from the big class and their numbers."""
    return tuple(f"{kind}{big}{small:02}" for big, found in classes.items() for small in found)


def upto(last: int, *others: int) -> tuple[int, ...]:
    """The numbers from 1 to the last, and those that stand apart."""
    return (*range(1, last + 1), *others)


PARTS = {
    "01": upto(38), "02": upto(17), "03": upto(10), "04": upto(10), "05": upto(3), "06": upto(4, 6),
}  # fmt: skip
EVENTS = {
    "01": upto(18, 99), "02": upto(5), "03": upto(5, 99), "04": upto(9, 99), "05": upto(13, 99),
}  # fmt: skip
OLDER = (*numbered("P", PARTS), *numbered("E", EVENTS))
"""Every class of CJ/T 214-2007 that is the same everywhere (domain.md 4.2)."""
LISTED = [one.code for one in DEMO.categories.values() if one.scheme is not Scheme.LOCAL]


def sorted_as(category: str, **found):
    """A case of this class, sorted at the street."""
    told = report(category=category, point=PLACE.point)
    taken = decide(told, by=RESIDENT, city=DEMO, facts=core.Arrival("N1", PLACE, "case-1"))
    return sorted_here(done(None, taken), category, **found)


def sorted_here(case, category: str, **found):
    """A case, sorted at the street as this class."""
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

    assert {one.cjt214 for one in both} == set(OLDER)
    assert len(both) == len(OLDER)
    assert DEMO.translated("CJT214", "E0401") == "E0505"
    assert DEMO.category("E0505").name_zh == "路面塌陷"


@pytest.mark.mechanism(63)
@pytest.mark.parametrize("older", OLDER)
def test_a_ticket_with_any_code_of_the_older_list_is_sorted_and_settled_as_its_standard_says(older):
    told = HotlineTicket(
        external=f"HC-{older}", kind="complaint", text="某问题", category=older,
        scheme="CJT214", address="1 Lamp Road", point=PLACE.point,
    )  # fmt: skip
    came = AS_REPORT[HotlineTicket](told, DEMO, lambda _: None)
    operator = somebody("hotline_operator", PATH[0])
    taken = done(
        None, decide(came, by=operator, city=DEMO, facts=core.Arrival("N1", PLACE, "case-1"))
    )

    bound = sorted_here(taken, taken.category)
    commander = somebody("street_commander", PATH[1])
    settled = done(bound, decide(ask.Settle(result="已处置"), bound, commander, city=DEMO))

    assert DEMO.category(taken.category).cjt214 == older
    assert bound.standard == DEMO.standards[taken.category][0].code
    assert bound.due_at == DEMO.due(PATH[1], NOON, DEMO.case_limit(taken.category)).at
    assert settled.stage is CaseStage.SOLVED


@pytest.mark.mechanism(63)
@pytest.mark.parametrize("code", LISTED)
def test_a_case_of_any_class_is_bound_to_whichever_of_its_standards_the_sorter_names(code):
    for standard in DEMO.standards[code]:
        bound = sorted_as(code, standard=standard.code)

        limits = [standard.limit or DEMO.case_limit(code)]
        if standard.urgency is Urgency.URGENT:
            limits.append(DEMO.rules.case_grades["L2"])
        assert bound.standard == standard.code
        assert bound.due_at == min(DEMO.due(PATH[1], NOON, limit).at for limit in limits)


@pytest.mark.parametrize("code", LISTED)
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


def test_every_category_with_standards_says_when_it_may_be_closed():
    for category, standards in DEMO.standards.items():
        assert DEMO.knows_category(category)
        assert not standards[0].photo
        assert all(one.closing_zh and one.closing_en for one in standards)
    assert DEMO.duties.covers("S39")
