"""三级协调联动 and 一站三线 as the demo pack has them: an owner and a limit at every level."""

import pytest

from contracts.city.local import head, lines, posted
from contracts.events.procedure import TaskEnded, TaskSettled
from contracts.refusals import NotNow, NotSo, Refused
from services.response import core
from tests.unit.response.builders import NOON, told
from tests.unit.response.haichuan import (
    COMMUNITY,
    GRID,
    STREET,
    begun,
    entrusted,
    given,
    haichuan,
    spawned,
    take,
    walk,
)
from tests.unit.response.town import at, opened

COMPOUND = "station-gangwan-01-01"
"""The compound's own service station: its grid worker and building heads stand there."""
LEVELS = {"grid-0101": COMPOUND, "officer-01": COMMUNITY, "staff-gangwan": STREET}


def asking(*responders):
    return {"tasks": tuple({"responder": one, "text": "一起协调停车"} for one in responders)}


def part(asked):
    """The task of a level that was asked."""
    return told(None, asked, *core.on_spawned(asked, "parent", haichuan(), NOON))


@pytest.mark.mechanism(117)
@pytest.mark.parametrize("opener", LEVELS)
def test_each_level_asks_the_other_two_and_each_has_an_owner_and_a_limit(opener):
    others = [at for at in LEVELS.values() if at != LEVELS[opener]]
    matter = begun("linkage", opener, LEVELS[opener], territory=GRID)

    parts = [part(asked) for asked in spawned(take(matter, opener, "ask", **asking(*others)))]

    assert [one.department for one in parts] == others
    assert all(NOON < core.due_at(one) < one.complete_by for one in (matter, *parts))
    for one, who in zip(parts, [who for who in LEVELS if who != opener], strict=True):
        walk(one, (who, "accept", {"handler": "王"}), (who, "answered", {"result": "已协调"}))


@pytest.mark.mechanism(117)
def test_messages_go_up_and_down_and_a_level_asks_further():
    matter = begun("linkage", "staff-gangwan", STREET, territory=GRID)
    [asked] = spawned(take(matter, "staff-gangwan", "ask", **asking(COMMUNITY)))
    middle = walk(
        part(asked),
        ("staff-gangwan", "say", {"text": "本周内请回复"}),
        ("officer-01", "accept", {"handler": "李"}),
        ("officer-01", "say", {"text": "先请小区摸底"}),
    )

    [below] = spawned(take(middle, "officer-01", "ask", **asking(COMPOUND)))
    low = walk(part(below), ("officer-01", "say", {"text": "请摸底"}))

    assert low.department == COMPOUND
    assert low.known["text"] == "请摸底"


@pytest.mark.mechanism(117)
@pytest.mark.parametrize("opener", LEVELS)
def test_only_the_level_that_opened_it_closes_it(opener):
    matter = begun("linkage", opener, LEVELS[opener], territory=GRID)
    matter = walk(matter, (opener, "ask", asking(COMMUNITY)))

    for stranger in LEVELS.keys() - {opener}:
        with pytest.raises(Refused):
            take(matter, stranger, "close", result="x")
    ended = take(matter, opener, "close", result="已协调一致", waiver="另行协调")

    assert isinstance(ended[-1], TaskEnded)


def asked_two():
    """A matter of the street for which community and compound were asked, and their tasks."""
    matter = begun("linkage", "staff-gangwan", STREET, territory=GRID)
    events = take(matter, "staff-gangwan", "ask", **asking(COMMUNITY, COMPOUND))
    return told(matter, *events), [(one.child, part(one)) for one in spawned(events)]


def answered(matter, child, task, by):
    """The matter once this part is done."""
    task = walk(task, (by, "accept", {"handler": "李"}))
    *_, over = take(task, by, "answered", result="已协调")
    assert over.parent == "parent"
    return told(matter, *core.on_part_ended(child, over, matter))


@pytest.mark.mechanism(117)
def test_it_is_not_closed_while_a_part_is_open_and_the_refusal_names_which():
    matter, [(community, first), (compound, second)] = asked_two()

    matter = answered(matter, community, first, "officer-01")
    with pytest.raises(NotNow) as refused:
        take(matter, "staff-gangwan", "close", result="x")
    done = answered(matter, compound, second, "grid-0101")

    assert refused.value.code == "parts_open"
    assert refused.value.facts["parts"] == [compound]
    assert refused.value.facts["open"] == [haichuan().directory.stations[COMPOUND].name]
    assert isinstance(take(done, "staff-gangwan", "close", result="x")[-1], TaskEnded)


@pytest.mark.mechanism(117)
def test_whoever_says_why_closes_it_without_a_part_that_lies():
    matter, _ = asked_two()

    stepped, *_, ended = take(matter, "staff-gangwan", "close", result="x", waiver="已电话沟通")

    assert stepped.fields["waiver"] == "已电话沟通"
    assert isinstance(ended, TaskEnded)


def test_a_level_that_asked_further_waits_for_it_too():
    _, [(_, middle), _] = asked_two()
    middle = walk(
        middle,
        ("officer-01", "accept", {"handler": "李"}),
        ("officer-01", "ask", asking(COMPOUND)),
    )

    with pytest.raises(NotNow) as refused:
        take(middle, "officer-01", "answered", result="x")

    assert refused.value.code == "parts_open"


def test_a_part_that_is_told_twice_or_of_another_changes_nothing():
    matter, [(community, first), _] = asked_two()
    over = TaskEnded(department=COMMUNITY, outcome="answered", parent="parent")
    after = told(matter, *core.on_part_ended(community, over, matter))

    assert core.on_part_ended(community, over, after) == []
    assert core.on_part_ended("another", over, matter) == []
    assert core.on_part_ended(community, over, None) == []
    assert first.parent == "parent"


# --- 一站三线 -------------------------------------------------------------------------------------

HEADS = {
    "property-line-gangwan-01": "manager-wuye-bilan",
    "grid-line-gangwan-01": "officer-01",
    "social-line-gangwan-01": "social-01",
}


@pytest.mark.mechanism(197)
def test_a_community_has_three_lines_each_with_a_head_and_its_people():
    city = haichuan()

    found = {one.id: head(city, one.id, NOON.date()) for one in lines(city, COMMUNITY)}

    assert found == HEADS
    assert {"officer-01", "grid-0101"} <= set(posted(city, "grid-line-gangwan-01"))


@pytest.mark.mechanism(197)
@pytest.mark.parametrize("line", HEADS)
def test_a_matter_goes_to_a_line_whose_head_owns_it_until_it_is_done(line):
    task = given("line", "R15", line)
    others = [who for who in HEADS.values() if who != HEADS[line]]

    for stranger in others:
        with pytest.raises(Refused):
            take(task, stranger, "take", agent=("volunteer-01",))
    taken = walk(task, (HEADS[line], "take", {"agent": ("volunteer-01",)}))
    events = take(taken, "volunteer-01", "done", result="已办妥")

    assert (task.department, entrusted("line", "R15", line).owner.at) == (line, line)
    assert NOON < core.due_at(task) < core.due_at(taken)
    assert [one.result for one in events if isinstance(one, TaskSettled)] == ["solved"]


def test_a_meeting_is_not_begun_at_a_grid_where_nobody_could_call_it():
    with pytest.raises(NotSo) as refused:
        opened("co_governance", "officer-01", GRID, at("xq-gangwan-01-01"))

    assert (refused.value.code, refused.value.facts["field"]) == ("nobody_there", "responder")
