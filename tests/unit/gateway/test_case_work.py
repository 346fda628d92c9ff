"""How a matter came and what is done with it, as each reader may see it."""

from datetime import timedelta

import pytest

from contracts.actor import Actor, Post, Role
from contracts.events import case_handed as handed
from contracts.events import case_work as w
from contracts.events.case import CaseJoined
from contracts.events.case_work import CaseRecomputed
from gateway.kinds import CASES
from gateway.matrix import Eyes
from gateway.present.case_work import came, work
from gateway.present.cases import case_row, case_view
from gateway.present.reader import Reader
from gateway.scopes import Scope
from tests.unit.gateway.builders import c, reported, sampled
from tests.unit.gateway.matters import PLACE, READER, seen
from tests.unit.intake.builders import NOON
from tests.unit.intake.towns import PETITION, POST, TICKET, ZHANG
from tests.unit.response.town import DEMO

HOTLINE = seen(reported(place=PLACE, through="hotline", order=TICKET, on_behalf_of=ZHANG))
GROUP = seen(reported(place=PLACE, through="group", group=POST))


@pytest.mark.mechanism(22, 25)
@pytest.mark.parametrize(
    ("eyes", "name", "phone"),
    [
        (Eyes.SEAT, "张三", "13812345678"),
        (Eyes.HANDLER, "张三", "138****5678"),
        (Eyes.LOCAL, "张**", "138****5678"),
        (Eyes.DEPARTMENT, None, "138****5678"),
        (Eyes.PUBLIC, None, None),
    ],
)
def test_for_whom_it_was_brought_is_shown_to_whoever_may_know(eyes, name, phone):
    shown = came(HOTLINE, eyes)

    assert (shown.on_behalf_of, shown.phone) == (name, phone)
    assert (shown.external, shown.ticket_kind) == (TICKET.external, "complaint")


@pytest.mark.mechanism(25)
def test_a_case_shows_the_soonest_promise_of_the_tickets_it_carries():
    soon, sooner = (TICKET.due_at - timedelta(hours=n) for n in (1, 2))
    joined = CaseJoined(reporter="lin", case_id="case-2", promises=(soon, sooner))
    moved = CaseRecomputed(calendar="region=1", moved=(), due_at=sooner)

    of_ticket = seen(reported(place=PLACE, order=TICKET), joined, moved)
    split_off = seen(reported(place=PLACE, promises=(soon,)))

    assert came(HOTLINE, Eyes.HANDLER).promised_by == TICKET.due_at
    assert came(of_ticket, Eyes.HANDLER).promised_by == sooner
    assert came(split_off, Eyes.HANDLER).promised_by == soon
    assert came(GROUP, Eyes.HANDLER).promised_by is None
    assert of_ticket.get("due_at") == sooner


@pytest.mark.mechanism(52)
def test_a_limit_that_a_law_sets_is_shown_with_it_while_the_procedure_runs():
    entrusted = sampled(handed.CaseEntrusted).model_copy(update={"law": "某条例 art. 1"})
    returned = sampled(handed.CaseReturned)

    running = seen(reported(place=PLACE), entrusted)
    over = seen(reported(place=PLACE), entrusted, returned)

    assert work(running, READER).law == "某条例 art. 1"
    assert work(over, READER).law is None


@pytest.mark.mechanism(21)
def test_a_message_shows_its_group_and_hides_its_sender_from_strangers():
    assert came(GROUP, Eyes.HANDLER).sender == POST.sender
    assert came(GROUP, Eyes.PUBLIC).sender is None
    assert came(GROUP, Eyes.PUBLIC).group_level == 5


def test_what_came_with_it_stands_on_no_timeline():
    (line,) = HOTLINE.timeline

    assert not {"on_behalf_of", "order", "group", "mandate"} & set(line.facts)


@pytest.mark.mechanism(69)
def test_the_rung_is_called_as_its_street_calls_it():
    assert work(HOTLINE, READER).tier_zh == DEMO.label("tier.grid@gangwan", "zh")


LINE = "social-line-gangwan-01"
ENTRUSTED = handed.CaseEntrusted(
    task_id="case-1-t1",
    procedure="line",
    responder=LINE,
    street="gangwan",
    category="R15",
    text="x",
    place=PLACE,
    owner={"level": "department", "at": LINE},
    due_at=NOON,
)


@pytest.mark.mechanism(197)
def test_a_case_of_a_line_bears_its_name_and_is_listed_by_it():
    view = seen(reported(place=PLACE), ENTRUSTED)

    assert work(view, READER).tier_zh == DEMO.organisation(LINE).name
    assert CASES.listed(view)["handed_to"] == LINE


def test_the_work_on_it_is_told():
    view = seen(
        reported(place=PLACE, mandate=PETITION),
        w.CaseAlerted(services=("110",), area="gangwan-01", text="x"),
        w.CaseCheckAsked(before="sorting", by="u", check_by=NOON),
        w.CaseChecked(before="sorting", sound=True, text="so"),
        w.CaseSplit(keeps="one", parts=({"case_id": "case-1-s1", "category": "R06", "text": "b"},)),
        w.CaseBundled(bundle="case-1", title="Both"),
        w.CaseStuck(transfers=2, returns=1, age_days=3),
    )

    shown = work(view, READER)

    assert (shown.alerted, shown.alert_area) == (("110",), "gangwan-01")
    assert (shown.check, shown.checked, shown.parts) == (None, ("sorting",), ("case-1-s1",))
    assert (shown.bundle, shown.stuck, shown.petition) == ("case-1", True, "entrusted")
    assert view.get("text") == "one"
    assert CASES.listed(view)["stuck"] == "yes"


@pytest.mark.mechanism(27)
def test_a_petition_tells_how_far_it_has_got_and_by_which_law_and_does_not_lie():
    entrusted = reported(place=PLACE, mandate=PETITION)
    sorting = {"category": "R15", "urgency": "ordinary", "sphere": "public", "crosses": False}
    told = [
        entrusted,
        c.CaseSorted(owner=entrusted.owner, due_at=NOON, **sorting),
        w.CaseStuck(transfers=2, returns=1, age_days=3),
        w.CasePetitionSubmitted(to="区信访局", handed_in_at=NOON, law="信访工作条例第三十四条"),
        w.CasePetitionProlonged(reason="情况复杂"),
        w.CasePetitionAnswered(text="已答复"),
    ]

    steps = [work(seen(*told[: n + 1]), READER) for n in range(1, 6)]

    assert [one.petition for one in steps] == [
        *("entrusted", "entrusted", "submitted", "prolonged", "answered"),
    ]
    assert [one.law for one in steps] == [None, None, *["信访工作条例第三十四条"] * 2, None]
    assert [one.stuck for one in steps] == [False, True, False, False, False]


@pytest.mark.mechanism(63)
def test_what_a_rule_asks_to_be_looked_at_is_on_its_page_until_it_has_gone_on():
    alarm = reported(place=PLACE, check_by=NOON)
    owned = {"owner": alarm.owner, "due_at": NOON}
    solved = c.CaseSolved(result="done", check_by=NOON, **owned)
    fed_back = c.CaseFedBack(text="done", reporters=("resident-1",), **owned)
    late = w.CaseCheckOverdue(before="closing", was_due_at=NOON, level="street", at="gangwan")

    sorted_out = c.CaseSorted(
        category="R15", urgency="ordinary", sphere="public", crosses=False, **owned
    )
    new, done = work(seen(alarm), READER), work(seen(alarm, sorted_out, solved, late), READER)
    over = work(seen(alarm, sorted_out, solved, late, fed_back), READER)

    assert (new.check, new.check_by) == ("sorting", NOON)
    assert (done.check, done.check_told) == ("closing", "gangwan")
    assert (over.check, over.check_by, over.check_told, over.check_told_name) == (None,) * 4
    assert work(seen(alarm, sorted_out), READER).check is None


@pytest.mark.parametrize("standard", ["R08-2", None])
def test_the_standard_it_is_bound_to_is_shown(standard):
    sorted_ = c.CaseSorted(
        owner={"level": "street", "at": "gangwan"},
        due_at=NOON,
        category="R08",
        urgency="urgent",
        sphere="public",
        crosses=False,
        standard=standard,
        opens=("transfer",),
    )

    shown = work(seen(reported(place=PLACE), sorted_), READER)

    assert (shown.standard and shown.standard.code) == standard
    assert [way.zh for way in shown.opens] == ["转办部门"]


@pytest.mark.mechanism(249)
def test_a_case_shows_the_visits_made_for_it():
    went = {"kind": "home", "visited_at": NOON, "findings": 2}
    view = seen(reported(place=PLACE), w.CaseVisited(visit_id="vi-1", **went))

    (visit,) = work(view, READER).visits

    assert (visit.id, visit.visited_at, visit.findings) == ("vi-1", NOON, 2)
    assert visit.kind_zh == DEMO.label("visit.home", "zh")


PRIVATE = reported(place=PLACE, category="R03", text="家里争吵", photos=("ph-1",), reporter="ren")
TO_COMMUNITY = c.CaseSorted(
    owner={"level": "community", "at": PLACE.path[2]},
    due_at=NOON,
    category="R03",
    urgency="special",
    sphere="private",
    crosses=False,
)


@pytest.mark.mechanism(52)
@pytest.mark.parametrize(
    ("role", "at", "reads"),
    [
        (Role.COMMUNITY_OFFICER, PLACE.path[2], True),
        (Role.STREET_STAFF, PLACE.path[1], True),
        (Role.GRID_WORKER, PLACE.path[3], False),
        (Role.DISTRICT_SUPERVISOR, PLACE.path[0], True),
    ],
)
def test_what_a_family_case_says_is_for_the_post_that_holds_it(role, at, reads):
    view = seen(PRIVATE, TO_COMMUNITY)
    reader = Reader(Scope(Actor(id="bo", posts=(Post(role=role, at=at),))), DEMO, NOON)

    row, whole = case_row("case-1", view, reader), case_view("case-1", view, reader, None, {})

    assert (row.text == "家里争吵", whole.text == "家里争吵") == (reads, reads)
    assert (bool(whole.photos), bool(whole.timeline)) == (reads, reads)
    assert (whole.place.point == PLACE.point) is reads
    assert (row.category, row.stage, row.owner.level) == ("R03", "owned", "community")


def test_whoever_holds_a_case_is_remembered_once_it_is_over():
    owned = [kind for kind in CASES.folds if "owner" in kind.model_fields]
    forgot = [
        kind.type
        for kind in owned
        if (said := CASES.folds[kind](sampled(kind))).get("owner") != said.get("held_by")
    ]

    assert len(owned) > 10
    assert forgot == []
