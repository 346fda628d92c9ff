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
            "facets": {},
            "keys": {"other": [1, ""], KEPT: [2, ""]},
            "events": [event(1, "case.reported"), event(2, "case.confirmed")],
        },
        "cb-case-1": {
            "owner": "evaluation",
            "seq": 1,
            "facets": {"answers": []},
            "keys": {},
            "events": [event(1, "callback.due", case_id="case-1")],
        },
    }
    whole.audited = {"intake:case-1:1": 1, "intake:case-1:2": 1, "evaluation:cb-case-1:1": 1}
    whole.viewed = {"intake:case-1": {1, 2}, "evaluation:cb-case-1": {1}}
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


def _decided_twice(b):
    case = b.documents["case-1"]
    case["events"].append(event(3, "case.confirmed"))
    case["seq"] = 3
    b.audited["intake:case-1:3"] = 1
    b.viewed["intake:case-1"].add(3)


def _taken_twice(b):
    b.documents["cb-case-1"]["keys"][KEPT] = [1, ""]


def _counted_twice(b):
    b.documents["cb-case-1"]["facets"]["answers"].append({})
    b.documents["cb-case-1"]["state"] = {"case_id": "case-1"}


@pytest.mark.parametrize("harm", [_decided_twice, _taken_twice, _counted_twice])
def test_what_every_document_agrees_on_but_happened_twice_is_doubled(harm):
    harmed = books()
    harm(harmed)

    assert account(harmed, [COMMAND]).doubled
