"""The account of the fault tests can itself fail: it finds every kind of loss and doubling."""

import copy

import pytest

from tests.faults.account import Books, account, kept_key
from tests.faults.ledger import Accepted

COMMAND = Accepted("/cases/case-1/confirm", "ann", "k2", "case-1", 2)
KEPT = kept_key(COMMAND)


def event(seq, kind, **data):
    return {"seq": seq, "type": kind, "data": data}


def books():
    whole = Books.__new__(Books)
    whole.documents = {
        "case-1": {
            "owner": "intake",
            "seq": 2,
            "keys": {"other": [1, ""], KEPT: [2, ""]},
            "events": [event(1, "case.reported"), event(2, "case.confirmed")],
        },
        "cb-case-1": {"owner": "evaluation", "seq": 0, "keys": {}, "events": []},
    }
    whole.audited = {"intake:case-1:1": 1, "intake:case-1:2": 1}
    whole.viewed = {"intake:case-1": {1, 2}}
    return whole


def test_books_that_are_in_order_hold():
    verdict = account(books(), [COMMAND])

    assert verdict.holds
    assert (verdict.accepted, verdict.present) == (1, 1)


def _no_document(b):
    del b.documents["case-1"]


def _no_key(b):
    del b.documents["case-1"]["keys"][KEPT]


def _behind(b):
    b.documents["case-1"]["seq"] = 1
    b.documents["case-1"]["events"].pop()


def _event_lost(b):
    b.documents["case-1"]["events"].pop(0)


def _event_doubled(b):
    b.documents["case-1"]["events"].append(b.documents["case-1"]["events"][-1])


def _not_audited(b):
    b.audited["intake:case-1:1"] = 0


def _audited_twice(b):
    b.audited["intake:case-1:1"] = 2


def _not_viewed(b):
    b.viewed["intake:case-1"] = {2}


def _nothing_followed(b):
    del b.documents["cb-case-1"]


@pytest.mark.parametrize(
    "harm",
    [
        _no_document,
        _no_key,
        _behind,
        _event_lost,
        _event_doubled,
        _not_audited,
        _audited_twice,
        _not_viewed,
        _nothing_followed,
    ],
)
def test_any_harm_is_found(harm):
    harmed = copy.deepcopy(books())
    harm(harmed)

    assert not account(harmed, [COMMAND]).holds
