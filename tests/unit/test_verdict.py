"""The verdict on a load run fails for each thing it promises to fail on."""

import pytest

from loadtests.verdict import Bars, verdict


def row(**changes):
    fair = {"Type": "POST", "Name": "report", "Request Count": "1000", "Failure Count": "0"}
    return fair | {"95%": "80"} | changes


def calls(**changes):
    return {"raised": 10, "rang": [0.02] * 10, "unanswered": []} | changes


def test_a_fair_run_holds():
    assert verdict([row()], calls(), Bars()) == []


@pytest.mark.parametrize(
    ("stats", "told", "complaint"),
    [
        ([row(**{"Failure Count": "2"})], calls(), "2 of 1000 requests failed"),
        ([row(**{"95%": "1500"})], calls(), "report: 95 % took up to 1500 ms"),
        ([row()], calls(unanswered=["wh-1-1"]), "1 calls stayed unanswered: wh-1-1"),
        ([row()], calls(rang=[0.02] * 9 + [0.4]), "whistle to phone p99 400.0 ms"),
        ([row()], calls(raised=0), "nothing was tried"),
        ([], calls(), "nothing was tried"),
    ],
)
def test_a_run_that_broke_a_bar_does_not_hold(stats, told, complaint):
    complaints = verdict(stats, told, Bars())

    assert len(complaints) == 1
    assert complaint in complaints[0]
