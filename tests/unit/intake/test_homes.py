"""Who lives where: one's own word is not enough, and nobody is bound to another's home unseen."""

from datetime import timedelta
from itertools import product

import pytest

from contracts.commands import household as ask
from contracts.events import household as h
from contracts.household import BindingStage, Home
from contracts.refusals import NotNow, NotSo, NotThere, NotYours
from contracts.words import Level
from services.intake.core.binding import answer, tick_household
from services.intake.core.doors import place_of
from services.intake.core.household import evolve_household
from tests.unit.intake.homes import (
    COMPOUND,
    GRID,
    HOME,
    LIAISON,
    NEXT_WORKER,
    OTHER,
    PIN,
    PLACE,
    RESIDENT,
    SECRETARY,
    STAFF,
    UNIT_HEAD,
    WORKER,
    HomeOffice,
    asked,
    does,
)
from tests.unit.response.town import DEMO, NOON

VERIFY, REFUSE, END = ask.VerifyBinding(), ask.RefuseBinding(reason="查无此人"), ask.EndBinding()


def waiting():
    """A home with one request, and its id."""
    _, home = asked()
    (id,) = home.bindings
    return home, id


@pytest.mark.mechanism(47)
def test_a_resident_asks_and_the_unit_head_of_the_grid_is_to_say_whether_it_is_so():
    (event,), home = asked()

    (binding,) = home.bindings.values()
    assert (event.owner.level, event.owner.at) == (Level.UNIT, GRID)
    assert event.due_at == DEMO.due(GRID, NOON, DEMO.rules.households.verify).at
    assert home.due_at == event.due_at
    assert (home.place.territory, home.place.address) == (GRID, "望海雅苑3号楼2单元501室")
    assert binding.stage is BindingStage.ASKED


@pytest.mark.mechanism(47)
def test_verified_it_binds_and_moved_out_it_ends():
    home, id = waiting()

    bound = does(home, VERIFY, UNIT_HEAD, facts=id)
    gone = does(bound, END, RESIDENT, facts=id)

    assert bound.residents == ("resident-1",)
    assert bound.due_at is None
    assert gone.residents == ()


def test_one_door_is_one_document_however_its_letters_are_typed():
    assert (
        Home(at=COMPOUND, building="3a", door="501").id
        == Home(at=COMPOUND, building="3A", door="501").id
    )


@pytest.mark.parametrize(
    ("at", "code"),
    [(GRID, "name_the_compound"), ("gangwan-01", "unknown_home"), ("nowhere", "unknown_home")],
)
def test_a_door_has_one_name(at, code):
    with pytest.raises(NotSo, match=code):
        place_of(HOME.model_copy(update={"at": at}), DEMO, PIN)


@pytest.mark.parametrize("command", [VERIFY, REFUSE])
@pytest.mark.parametrize("by", [RESIDENT, OTHER, NEXT_WORKER, LIAISON])
def test_only_whoever_knows_the_house_vouches(command, by):
    home, id = waiting()

    with pytest.raises(NotYours, match="not_your_house"):
        does(home, command, by, facts=id)


def test_a_unit_head_does_not_vouch_for_themselves():
    _, home = asked(by=UNIT_HEAD)
    (id,) = home.bindings

    with pytest.raises(NotYours, match="not_your_house"):
        does(home, VERIFY, UNIT_HEAD, facts=id)

    assert does(home, VERIFY, WORKER, facts=id).residents == ("unit-01",)


def test_what_nobody_answers_goes_up_a_rung_each_time_and_stays_at_the_street():
    home, id = waiting()
    levels = []

    for _ in range(5):
        (event,) = tick_household(home, DEMO, home.due_at)
        levels.append(event.owner.level)
        home = evolve_household(home, event)

    assert levels == [Level.GRID, Level.COMMUNITY, Level.STREET, Level.STREET, Level.STREET]
    assert tick_household(home, DEMO, home.due_at - timedelta(seconds=1)) == []
    with pytest.raises(NotYours):
        does(home, VERIFY, UNIT_HEAD, facts=id)
    assert does(home, VERIFY, STAFF, facts=id).residents == ("resident-1",)


def test_who_lives_there_already_is_told_of_every_other_request():
    home, id = waiting()
    home = does(home, VERIFY, UNIT_HEAD, facts=id)

    (event,), _ = asked(home, by=OTHER)

    assert event.residents == ("resident-1",)


def test_requests_for_one_door_are_bounded():
    home = None
    for account in ("resident-1", "resident-2", "resident-3"):
        _, home = asked(home, by=RESIDENT.model_copy(update={"id": account}))

    with pytest.raises(NotNow, match="door_is_asked_for"):
        asked(home, by=RESIDENT.model_copy(update={"id": "resident-4"}))


def test_whoever_is_refused_again_and_again_may_ask_no_more():
    home = None
    for _ in range(DEMO.rules.households.tries):
        _, home = asked(home)
        home = does(home, REFUSE, UNIT_HEAD, facts=list(home.bindings)[-1])

    with pytest.raises(NotNow, match="asked_too_often"):
        asked(home)


def test_nobody_asks_twice_for_the_same_door():
    home, _ = waiting()

    with pytest.raises(NotNow, match="bound_already"):
        asked(home)


async def test_one_account_waits_for_so_many_doors_at_once():
    office = HomeOffice()
    for door in ("501", "502"):
        await office.ask(ask.AskBinding(home=HOME.model_copy(update={"door": door})))

    with pytest.raises(NotNow, match="asks_elsewhere"):
        await office.ask(ask.AskBinding(home=HOME.model_copy(update={"door": "503"})))


async def test_a_request_without_a_door_is_refused_and_one_repeated_is_one():
    office = HomeOffice()
    first = await office.ask(ask.AskBinding(home=HOME), key="same")
    again = await office.ask(ask.AskBinding(home=HOME), key="same")

    with pytest.raises(NotSo, match="door_needed"):
        await office.ask(ask.AskBinding(home=HOME.model_copy(update={"door": None})))

    assert again.id == first.id
    assert again.repeated


async def test_where_somebody_is_known_to_live_is_said_once_it_is_verified():
    office = HomeOffice()
    before = await office.homing.home_of("resident-1")
    id = (await office.ask(ask.AskBinding(home=HOME))).id
    await office.ask(VERIFY, UNIT_HEAD, id)

    assert before is None
    assert (await office.homing.home_of("resident-1")) == PLACE


@pytest.mark.parametrize("command", [VERIFY, REFUSE, END])
def test_there_is_nothing_to_answer_where_nobody_asked(command):
    with pytest.raises(NotThere):
        answer(command, None, UNIT_HEAD, DEMO, NOON, facts="hh-1-2")


@pytest.mark.parametrize(
    ("stage", "command"), [*product([VERIFY, REFUSE, END], [VERIFY, REFUSE, END])]
)
def test_what_is_answered_is_answered(stage, command):
    home, id = waiting()
    home = does(home, stage, UNIT_HEAD, facts=id)
    ends_what_is_verified = (stage, command) == (VERIFY, END)

    if ends_what_is_verified:
        assert does(home, command, UNIT_HEAD, facts=id).residents == ()
    else:
        with pytest.raises(NotNow, match="illegal_move"):
            does(home, command, UNIT_HEAD, facts=id)


def test_a_forgotten_request_is_gone_whole():
    home, id = waiting()

    home = evolve_household(home, h.BindingForgotten(binding_id=id, resident="anybody"))

    assert home.bindings == {}
    assert SECRETARY.id not in str(home)
