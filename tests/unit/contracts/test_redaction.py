"""What a person typed, and who they were, goes out of every event there is; the rest stays."""

from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel

from contracts.channels import Behalf, Mandate
from contracts.events import EVENTS
from contracts.events.event import Event
from contracts.offering import Beneficiary
from contracts.redaction import ANYBODY, GONE, Depth, people, redacted
from contracts.visiting import Subject, SubjectKind
from contracts.words import Line, Place, Point, Words
from services.dispatch.core import Whistle
from services.evaluation.core import Assessment
from services.intake.core import Case
from services.response.core import Task
from tests.unit.gateway.builders import PLACE, reported, sampled, summoned

SAID = "张三 13812345678 身份证 110101199003071234"


class Everything(BaseModel):
    """One of each thing that may hold a person."""

    text: Words = SAID
    note: Line | None = SAID
    several: tuple[Words, ...] = (SAID,)
    reporter: str = "resident-1"
    reporters: tuple[str, ...] = ("resident-1", "resident-2")
    handler: str = "王班长"
    photos: tuple[str, ...] = ("photo-1",)
    place: Place = PLACE
    point: Point | None = Point(lng=120.123456, lat=36.654321)
    number: str = "C20261122-0001"


@pytest.mark.parametrize("depth", Depth)
def test_no_depth_leaves_an_account_a_number_a_photo_or_a_house(depth):
    left = redacted(Everything(), depth)

    for secret in ("13812345678", "110101199003071234", "resident-1", "photo-1", "王班长", "5 号"):
        assert secret not in left.model_dump_json()
    assert left.reporters == (ANYBODY, ANYBODY)
    assert left.place.path == PLACE.path[:3]
    assert left.point == Point(lng=120.12, lat=36.65)
    assert left.number == "C20261122-0001"


def test_the_second_depth_leaves_no_word():
    left = redacted(Everything(), Depth.WHOLE)

    assert (left.text, left.note) == (GONE, GONE)
    assert "张三" not in left.text


@pytest.mark.parametrize("first", Depth)
@pytest.mark.parametrize("second", Depth)
def test_it_may_be_done_as_often_as_one_likes(first, second):
    once = redacted(Everything(), second)

    assert redacted(redacted(Everything(), first), Depth.WHOLE) == redacted(
        Everything(), Depth.WHOLE
    )
    assert redacted(once, second) == once


def spoken(event: Event) -> Event:
    """The event with a sentence in every text of it that a person types."""
    return event.model_copy(
        update={
            name: SAID
            for name in type(event).model_fields
            if redacted(event, Depth.WHOLE).model_dump().get(name) == GONE
        }
    )


@pytest.mark.parametrize("name", EVENTS)
def test_every_event_there_is_can_lose_its_words_and_is_still_one(name):
    event = spoken(sampled(EVENTS[name]))

    left = redacted(event, Depth.WHOLE)

    assert "13812345678" not in left.model_dump_json()
    assert type(event).model_validate(left.model_dump()) == left
    assert all(who == ANYBODY for who in people(left))


@pytest.mark.parametrize("model", [Case, Whistle, Task])
def test_what_a_service_remembers_loses_them_too(model):
    typed = {name for name in ("text", "handler") if name in model.model_fields}
    fields: dict[str, Any] = dict.fromkeys(typed, SAID)
    state = model.model_construct(**{name: None for name in model.model_fields}, **{})
    state = state.model_copy(update=fields)

    assert "13812345678" not in str(redacted(state, Depth.WHOLE))


def test_whom_a_wish_is_for_and_whose_door_it_was_goes_with_the_identity():
    wish = sampled(EVENTS["offer.proposed"])
    named = Beneficiary(name="李奶奶", phone="13812345678", address="3 号楼")
    door = Subject(kind=SubjectKind.HOUSEHOLD, name="3 号楼 501", place=PLACE)
    visit = sampled(EVENTS["visit.planned"]).model_copy(update={"subject": door})

    left = redacted(wish.model_copy(update={"beneficiary": named}), Depth.IDENTITY)

    assert left.beneficiary == Beneficiary(name=GONE, phone=GONE, address=GONE)
    assert redacted(visit, Depth.IDENTITY).subject.name == GONE
    assert redacted(visit, Depth.IDENTITY).subject.place.address == GONE


@pytest.mark.parametrize("depth", Depth)
def test_for_whom_it_was_reported_and_who_let_it_be_carried_go_with_the_identity(depth):
    told = reported(
        on_behalf_of=Behalf(name="孙来电", phone="13812345678"),
        mandate=Mandate(by="李奶奶", to="区信访局", agreed_on=date(2026, 11, 1)),
    )

    left = redacted(told, depth)

    assert left.on_behalf_of == Behalf(name=GONE, phone=GONE)
    assert left.mandate == Mandate(by=GONE, to=GONE, agreed_on=date(2026, 11, 1))


def test_the_problems_of_a_call_are_words_too():
    call = summoned()

    left = redacted(call, Depth.WHOLE)

    assert [problem.text for problem in left.problems] == [GONE]
    assert left.problems[0].case_id == call.problems[0].case_id
    assert list(people(reported())) == ["resident-1"]


@pytest.mark.parametrize("depth", Depth)
def test_a_file_forgets_its_parties_and_what_they_agreed_with_the_identity(depth):
    said = {"parties": ("张三", "李四"), "agreement": "张三赔五百", "votes": 3, "kept": True}
    step = sampled(EVENTS["task.stepped"]).model_copy(
        update={"fields": said, "named": {"party": ("resident-1", "resident-2")}}
    )
    file = Task.model_construct(
        **{name: field.default for name, field in Task.model_fields.items()}
    ).model_copy(update={"known": said, "consents": {"张三": True}, "taken_off": ("mediator-01",)})

    left, state = redacted(step, depth), redacted(file, depth)

    assert left.fields == {"parties": (GONE, GONE), "agreement": GONE, "votes": 3, "kept": True}
    assert left.named == {"party": (ANYBODY, ANYBODY)}
    assert (state.known, state.consents) == (left.fields, {})
    assert type(step).model_validate(left.model_dump()) == left


def test_what_the_software_finds_things_by_is_no_word_of_anybody():
    notice = sampled(EVENTS["task.notified"]).model_copy(update={"readers": ("mediator:bilan",)})
    month = sampled(EVENTS["month.collected"])

    assert redacted(notice, Depth.WHOLE).readers == notice.readers
    assert redacted(month, Depth.WHOLE).digest == month.digest


def test_the_words_of_a_judgement_leave_its_state_too():
    judged = Assessment.model_construct(
        **{name: None for name in Assessment.model_fields}
    ).model_copy(update={"comment": SAID, "appeals": (SAID,), "rulings": (SAID,), "exempt": SAID})

    left = redacted(judged, Depth.WHOLE)

    assert (left.comment, left.appeals, left.rulings, left.exempt) == (GONE, (GONE,), (GONE,), GONE)
