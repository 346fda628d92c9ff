"""调解协议书: put on paper under a number it keeps, confirmed by each party."""

import pytest

from tests.unit.response.builders import told
from tests.unit.response.haichuan import take, walk
from tests.unit.response.mediating import AGREEMENT, refused, tried


def agreed(**changes):
    return walk(tried(), ("building-001", "agreed", AGREEMENT | changes))


@pytest.mark.mechanism(119, 126)
def test_the_agreement_is_put_on_paper_under_a_number_that_it_keeps():
    [stepped, *_] = take(tried(), "building-001", "agreed", number="TX20261122-0001", **AGREEMENT)
    [consent, *_] = take(
        tried(), "building-001", "consent", number="TX20261122-0002", party="张三", agrees=True
    )
    task = told(tried(), stepped)
    again = task.model_copy(update={"taken": {**task.taken, "agreed": 0}, "result": None})
    [made_again, *_] = take(again, "building-001", "agreed", number="TX20261122-0003", **AGREEMENT)

    assert (stepped.paper, stepped.paper_number) == ("agreement", "TX20261122-0001")
    assert (consent.paper, consent.paper_number) == (None, None)
    assert task.papers == ("agreement",)
    assert (made_again.paper, made_again.paper_number) == ("agreement", None)


@pytest.mark.mechanism(119)
@pytest.mark.parametrize(
    ("by", "said", "code"),
    [
        ("resident-1", {"party": "张三", "confirms": True}, None),
        ("resident-2", {"party": "李四", "confirms": False}, None),
        ("resident-1", {"party": "李四", "confirms": True}, "not_a_party"),
        ("resident-1", {"party": "王五", "confirms": True}, "not_a_party"),
        ("building-001", {"party": "李四", "confirms": True, "way": "fingerprint"}, None),
        ("building-001", {"party": "李四", "confirms": True}, "evidence_missing"),
        ("building-001", {"party": "李四", "confirms": True, "way": "dream"}, "not_a_choice"),
        ("resident-3", {"party": "张三", "confirms": True}, "not_on_this_file"),
    ],
)
def test_each_party_confirms_the_agreement_for_itself_or_is_recorded_with_how(by, said, code):
    task = agreed()

    if code is None:
        [stepped] = take(task, by, "confirm", **said)
        assert stepped.fields == said
        assert told(task, stepped).result == "solved"
    else:
        assert refused(task, by, "confirm", **said).code == code


def test_nothing_is_confirmed_before_there_is_an_agreement():
    assert refused(tried(), "resident-1", "confirm", party="张三", confirms=True).code == (
        "step_not_open"
    )
