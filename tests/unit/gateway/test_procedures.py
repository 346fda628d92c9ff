"""A procedure's task as it is shown: who sees it, what is open, whose the steps are."""

import pytest

from contracts.actor import Actor, Post, Role
from contracts.envelope import Envelope
from gateway.fold import Folded
from gateway.kinds import TASKS
from gateway.present.reader import Reader
from gateway.present.tasks import Around, task_row, task_view
from gateway.scopes import SEALED, Scope, Sight
from services.response import core
from tests.unit.response.builders import NOON
from tests.unit.response.haichuan import FILE, entrusted, haichuan, taken_by

ACCEPT = {
    "parties": ("张三", "李四"),
    "dispute": "争吵",
    "origin": "application",
    "party_accounts": ("resident-1",),
}
STEPS = [
    ("grid-0101", "accept", ACCEPT),
    ("grid-0101", "assign", {"mediators": ("grid-0101", "mediator-03")}),
]


def said(events, first=1):
    """The view of a task of which response said this."""
    view = None
    for n, (event, by) in enumerate(events, first):
        heard = Envelope(
            id=f"response:{FILE}:{n}",
            source="response",
            subject=FILE,
            seq=n,
            type=event.type,
            time=NOON,
            by=by,
            data=event,
        )
        view = TASKS.told(view, heard)
    assert isinstance(view, Folded)
    return view


def file(category="R02", *steps):
    """The view of a mediation after these steps."""
    event = entrusted("mediation", category)
    begun = core.on_entrusted(event, "case-1", haichuan(), NOON)
    return said([(one, "clock") for one in begun] + taken_by(event, begun, *steps))


def reader(account, at=NOON):
    posts = haichuan().people[account].posts if account in haichuan().people else ()
    return Reader(Scope(Actor(id=account, posts=posts)), haichuan(), at)


def shown(view, account):
    return task_view(FILE, view, reader(account), Around())


def sees(view, account):
    return reader(account).scope.sees(view.tags)


@pytest.mark.mechanism(52)
@pytest.mark.parametrize(
    ("account", "open_file", "family"),
    [
        ("grid-0101", True, True),
        ("building-001", True, False),
        ("officer-01", True, False),
        ("commander-gangwan", True, False),
        ("supervisor-district", True, False),
        ("auditor", True, False),
        ("evaluator", True, False),
        ("resident-2", False, False),
        ("liaison-gongan", False, False),
        ("resident-1", True, True),
        ("mediator-03", True, True),
        ("mediator-04", False, False),
    ],
)
def test_a_family_dispute_is_seen_by_its_parties_and_whoever_works_on_it(
    account, open_file, family
):
    seen = sees(file("R02", *STEPS), account), sees(file("R03", *STEPS), account)

    assert seen == (open_file, family)


def test_an_overseer_s_list_leaves_sealed_files_out():
    overseer = Scope(Actor(id="a", posts=(Post(role=Role.AUDITOR, at="haichuan"),)))

    assert SEALED in overseer.filter["tags"]["$nin"]
    assert overseer.sight([SEALED]) is Sight.NOTHING


def test_what_may_be_done_next_is_said_with_its_fields_and_whose_it_is():
    view = shown(file(), "grid-0101")

    [accept, danger] = view.open
    assert (accept.step, accept.mine, accept.label_zh) == ("accept", True, "受理登记")
    assert {field.name for field in accept.fields} >= {"parties", "origin", "party_accounts"}
    assert (danger.step, danger.optional) == ("danger", True)
    assert (view.stage, view.tier) == ("stepping", "grid")
    assert view.next.what_zh == "受理登记"
    assert view.next.by == accept.by


def test_a_step_is_mine_by_my_post_or_because_i_am_named():
    view = file("R02", *STEPS)

    mine = {
        account: {step.step for step in shown(view, account).open if step.mine}
        for account in ("mediator-03", "resident-1", "auditor")
    }
    assert {"mediate", "consent"} <= mine["mediator-03"]
    assert mine["resident-1"] == {"consent", "replace", "danger"}
    assert mine["auditor"] == set()


def test_what_was_found_so_far_and_who_is_on_the_file():
    view = shown(file("R02", *STEPS), "mediator-03")

    assert view.known["dispute"] == "争吵"
    assert view.named["assigned"] == ("grid-0101", "mediator-03")
    assert [line.type for line in view.timeline if line.facts.get("step")] == ["task.stepped"] * 2


def test_a_row_says_who_answers_and_by_when():
    row = task_row(FILE, file(), reader("grid-0101"), Around())

    assert row.department == "gangwan-01-01"
    assert row.next.who == row.department
    assert not row.next.late


def test_a_task_of_a_closed_file_has_nothing_next():
    end = (
        "grid-0101",
        "terminated",
        {"ended_because": "refused", "ways_told": "诉讼", "result": "x"},
    )
    view = shown(file("R02", *STEPS, end, ("grid-0101", "file", {})), "grid-0101")

    assert (view.stage, view.open, view.result) == ("ended", (), "guided")
    assert view.next.what_zh == "已结束"


REPLACE = {"party": "张三", "reason": "更换", "mediators": ("mediator-04",)}


@pytest.mark.mechanism(52)
def test_a_mediator_who_is_replaced_reads_the_file_no_more_and_the_new_one_does():
    view = file("R03", *STEPS, ("resident-1", "replace", REPLACE))

    assert [sees(view, one) for one in ("mediator-03", "mediator-04", "resident-1")] == [
        *(False, True, True)
    ]
    assert view.get("named/assigned/ids") == ["mediator-04"]


def test_whose_turn_it_was_on_the_tier_below_is_not_on_the_file_above():
    tried = {"record": "谈了", "rights_told": True, "mode": "moral"}
    agree = [("grid-0101", "consent", {"party": one, "agrees": True}) for one in ("张三", "李四")]
    up = ("grid-0101", "pass_up", {"reason": "未成"})

    view = file("R03", *STEPS, *agree, ("grid-0101", "mediate", tried), up)

    assert not sees(view, "mediator-03")
    assert sees(view, "resident-1")
