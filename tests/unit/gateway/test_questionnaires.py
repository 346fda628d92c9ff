"""A questionnaire as its community, those who may answer, and strangers see it."""

import pytest

from contracts.actor import Actor, Post, Role
from contracts.asking import Said, Tally
from contracts.events import questionnaire as said
from contracts.words import Level, Owner, Place, Point
from gateway.kinds import QUESTIONNAIRES
from gateway.present.questionnaires import questionnaire_view
from gateway.present.reader import Reader
from gateway.scopes import Scope
from tests.unit.gateway.builders import NOON, at, told
from tests.unit.intake.questionnaires import QUESTIONS
from tests.unit.intake.visits import CITY

PLACE = Place(
    point=Point(lng=123.0, lat=30.0),
    address="社区服务站",
    territory="binhe-02-01",
    path=("haichuan", "binhe", "binhe-02", "binhe-02-01"),
)
DRAFTED = said.QuestionnaireDrafted(
    number="WJ-1",
    title="您缺什么",
    questions=QUESTIONS,
    place=PLACE,
    community="binhe-02",
    author="ann",
    owner=Owner(level=Level.COMMUNITY, at="binhe-02"),
    due_at=at(9),
)
TALLY = Tally(question="lacking", answered=1, chosen=(1, 0, 0))
ANSWERED = said.QuestionnaireAnswered(
    mark="m1",
    count=1,
    tallies=(TALLY,),
    said=(Said(question="wish", text="送餐"),),
    reporter="resident-1",
)
OPENED, CLOSED = said.QuestionnaireOpened(), said.QuestionnaireClosed(count=1)


def view(*events):
    folded = None
    for seq, event in enumerate((DRAFTED, *events), 1):
        folded = QUESTIONNAIRES.told(folded, told(event, seq, subject="qn-1", by="anybody"))
    return folded


def reader(role, where, id="bob"):
    return Reader(Scope(Actor(id=id, posts=(Post(role=role, at=where),))), CITY, NOON)


OFFICER = reader(Role.COMMUNITY_OFFICER, "binhe-02")
RESIDENT = reader(Role.RESIDENT, "binhe-02-01", "resident-2")


def test_a_draft_is_its_communitys_and_an_open_one_everybodys():
    draft, opened = view(), view(OPENED)

    assert OFFICER.scope.sees(draft.tags)
    assert not RESIDENT.scope.sees(draft.tags)
    assert RESIDENT.scope.sees(opened.tags)


@pytest.mark.mechanism(30)
def test_counts_are_the_communitys_at_once_and_everybodys_at_the_end():
    running, over = view(OPENED, ANSWERED), view(OPENED, ANSWERED, CLOSED)

    shown = [
        questionnaire_view("qn-1", folded, who).tallies
        for folded in (running, over)
        for who in (OFFICER, RESIDENT)
    ]

    assert [tallies and tallies[0].chosen for tallies in shown] == [
        (1, 0, 0),
        None,
        (1, 0, 0),
        (1, 0, 0),
    ]


@pytest.mark.mechanism(30)
def test_shared_words_are_the_communitys_alone_and_no_sheet_stands_on_the_timeline():
    over = view(OPENED, ANSWERED, CLOSED)

    ours = questionnaire_view("qn-1", over, OFFICER)
    theirs = questionnaire_view("qn-1", over, RESIDENT)

    assert [(one.text, one.account) for one in ours.said] == [("送餐", "resident-1")]
    assert theirs.said == ()
    assert [moment.type.split(".")[1] for moment in ours.timeline] == [
        "drafted",
        "opened",
        "closed",
    ]
    assert (ours.owner, ours.next.by, ours.count) == (None, None, 1)
