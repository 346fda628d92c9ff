"""Every figure opens onto its formula, with the numbers in place, and the very things behind it."""

from dataclasses import replace

import pytest

from contracts.actor import Actor, Post, Role
from contracts.channels import Channel, Kin
from contracts.city import Organisation
from contracts.commands.month import RateDepartment
from contracts.events import case as e
from contracts.events import whistle as wh
from contracts.refusals import NotThere, NotYours
from services.evaluation.core.account import TIERS
from services.evaluation.core.figures import Closure, Figure, FourZeros
from services.evaluation.core.opening import total
from services.evaluation.core.opening_boards import board_figures
from services.evaluation.core.opening_cases import case_figures
from services.evaluation.core.row import Row, StreetMonth, ThreeRates
from services.evaluation.handlers import Openings
from services.evaluation.handlers.opening import Asking, Page
from tests.unit.evaluation import builders as b
from tests.unit.evaluation import said
from tests.unit.evaluation.town import Town

PERIOD = "2026-11"
FIRM = Organisation(
    id="firm", kind="property", name="Firm", calendar="region", round_the_clock=False
)
CITY = replace(b.CITY, organisations={**b.CITY.organisations, "firm": FIRM})
UNITS = {"streets": "s1", "departments": "water", "properties": "firm"}
FIGURES = [
    (subject, name)
    for subject in UNITS
    for name in {**board_figures(subject, CITY), **case_figures(subject)}
]
SCORES = [("streets", "score"), ("departments", "score"), *((s, "composite") for s in UNITS)]
AUDITOR = Actor(id="auditor", posts=(Post(role=Role.AUDITOR, at="d"),))


def cases():
    """What is said of some cases: each is counted otherwise."""
    hotline = {"channel": Kin.HOTLINE, "through": Channel.HOTLINE}
    yield "case-1", said.reported(), said.transferred(), said.solved(), e.CaseClosed()
    yield "case-2", said.reported(**hotline), said.answered(), e.CaseClosed()
    yield (
        "case-3",
        said.reported(),
        said.transferred(),
        e.CaseOverdue(owner=said.OWNER, was_due_at=b.NOON),
    )
    yield "case-4", said.reported(), e.CaseWithdrawn(reason="Mine")
    reopened = e.CaseReopened(reason="Not so", count=1, **said.OWNED)
    yield "case-5", said.reported(), said.solved(), reopened
    yield "case-6", said.reported(category="hidden"), said.entrusted(), said.solved()
    yield "case-7", said.reported(), said.entrusted(), said.returned(task="case-1-t1")


async def lived():
    """A month with something of everything."""
    town = Town(CITY)
    for id, *words in cases():
        await town.hears(said.Speaker(id, source="intake"), *words)
    for n, answer in enumerate((b.answer(), b.answer(solved=False), b.NO_ANSWER), 1):
        done = b.task_completed(case_id=f"case-{n}", department="firm" if n == 2 else "water")
        await town.hears(said.Speaker(f"case-{n}-t1", source="response"), done)
        again = said.Speaker(f"case-{n}", source="intake")
        again.seq = 50
        await town.hears(again, b.case_confirmed(number=f"C-{n}"))
        for _ in range(1 if answer.reached else 3):
            await town.act(answer, f"cb-case-{n}", b.EVALUATOR)
    await town.whistle(1)
    await town.act(b.judge_street(task_id="wh-1-1"), "as-wh-1-1", b.HEAD)
    await town.whistle(2)
    back = said.Speaker("wh-3")
    gone = wh.WhistleWithdrawn(reason="Wrong")
    await town.hears(back, said.raised(cases=()), said.summoned(1, "water", "wh-3"), gone)
    closed = said.Speaker("wh-1")
    closed.seq = 50
    await town.hears(closed, said.supervised(), wh.WhistleClosed())
    rating = RateDepartment(street="s1", department="water", score=80.0, comment="Good")
    await town.act(rating, f"rt-{PERIOD}-s1-water", b.COMMANDER, PERIOD)
    return town


@pytest.fixture(scope="module")
async def town():
    return await lived()


def openings(town):
    return Openings(town.keeping.boards, town.counting, town.stores, town.city)


async def opened(town, subject, name, by=AUDITOR, limit=50, period=PERIOD):
    """A figure with all its pages."""
    asking, after, items = Asking(period, subject, UNITS[subject]), "", []
    while True:
        found = await openings(town).open(asking, name, Page(after, limit), by)
        items += found.items
        if found.next is None:
            return found, items
        after = found.next


@pytest.mark.mechanism(101)
@pytest.mark.parametrize(("subject", "name"), FIGURES)
async def test_what_is_behind_a_figure_adds_up_to_it(town, subject, name):
    found, items = await opened(town, subject, name)
    figure = {**case_figures(subject), **board_figures(subject, CITY)}[name]

    base, count = total(items, figure.form)
    assert found.numbers.base == base
    assert found.numbers.count == pytest.approx(count)
    assert all(one.id for one in items)


@pytest.mark.parametrize(
    ("subject", "name", "limit"),
    [
        *(("streets", name, n) for name in ("accuracy", "all") for n in (1, 2, 3)),
        ("departments", "calls", 1),
    ],
)
async def test_pages_together_are_the_whole_list_and_nothing_twice(town, subject, name, limit):
    _, whole = await opened(town, subject, name)

    _, paged = await opened(town, subject, name, limit=limit)

    assert paged == whole
    assert len(whole) > limit


OPENS = {
    Row: {
        **{name: name for name in ("asked", "whistles", "problems", "calls", "average", "score")},
        **{"on_time": "on-time", "no_shows": "no-shows", "scored": "average", "rating": "rating"},
    },
    StreetMonth: {
        **{n: n for n in ("started", "ended", "solved", "wrong", "supervisions", "words", "score")},
        "penalty": "wrong",
    },
    ThreeRates: {n: n for n in ("response", "solution", "satisfaction", "composite")},
    Closure: {"rate": "all", "open": "open", "overdue": "overdue", "left_out": "left-out"},
    FourZeros: {
        **{"channels": "channel-app", "wait_hours": "wait", "touched": "wait"},
        **{"ownerless": "ownerless", "reopened": "reopened"},
    },
    Figure: {
        **{"tiers": "tier-grid", "first_contact": "first-contact", "proactive": "proactive"},
        **{"sent_back": "sent-back", "hotline": "hotline", "all": "all"},
    },
}
"""Which figure opens each field of what is shown."""
NO_FIGURE = {
    *("id", "name", "rank", "score_rank", "stars", "band", "unranked"),  # follow from figures
    *("rates", "street", "zeros", "items"),  # made of fields of their own
}


@pytest.mark.mechanism(101)
@pytest.mark.parametrize("shown", OPENS, ids=lambda model: model.__name__)
def test_every_field_that_is_shown_opens(shown):
    names = {name for _, name in (*FIGURES, *SCORES)}

    assert set(shown.model_fields) - NO_FIGURE == set(OPENS[shown])
    assert set(OPENS[shown].values()) <= names
    assert set(CITY.scoring.street) <= names
    assert {f"tier-{tier}" for tier in TIERS} <= names


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        *(("streets", n) for n in ("all", "hotline", "left-out", "overdue", "reopened")),
        *(("streets", n) for n in ("first-contact", "tier-department", "wait", "asked")),
        *(("streets", n) for n in ("response", "solution", "satisfaction", "accuracy")),
        *(("streets", n) for n in ("completeness", "cooperation", "closing", "wrong", "ended")),
        *(("streets", n) for n in ("started", "supervisions", "problems", "on-time", "average")),
        *(("departments", n) for n in ("all", "rating", "calls", "whistles", "problems")),
        *(("departments", n) for n in ("average", "on-time", "solution", "overdue")),
        *(("properties", n) for n in ("all", "sent-back", "solution")),
    ],
)
async def test_this_month_has_something_behind(town, subject, name):
    found, items = await opened(town, subject, name)

    assert items
    assert found.numbers.base > 0


@pytest.mark.mechanism(16, 101)
@pytest.mark.parametrize(("subject", "name"), SCORES)
async def test_a_score_names_the_figures_it_is_made_of_and_each_of_them_opens(town, subject, name):
    found, _ = await opened(town, subject, name)

    assert found.parts
    for part in found.parts:
        assert (await opened(town, subject, part))[0].formula_en
    if found.numbers:
        assert found.formula_en.endswith(f"= {found.numbers.shown}")


async def test_the_score_of_a_street_says_how_it_came_about(town):
    found, _ = await opened(town, "streets", "score")
    _, rows = await town.board("streets")

    shown = rows["s1"].street.items["accuracy"].shown
    assert found.formula_zh == f"max(0, (100 × {shown}) ÷ 100 × 100 − 2 × 1) = {rows['s1'].score:g}"
    assert found.numbers.value == rows["s1"].score


async def test_the_score_of_a_department_says_how_it_came_about(town):
    found, _ = await opened(town, "departments", "score")
    _, rows = await town.board("departments")
    row = rows["water"]

    given = f"(0.8 × {row.average:g} + 0.2 × {row.rating:g})"
    assert found.formula_en.startswith(f"0.7 × {given} + 0.3 × 100 × {row.on_time.shown} = ")


async def test_a_share_stands_with_its_numbers_in_both_languages(town):
    found, _ = await opened(town, "streets", "all")

    assert found.formula_zh == "办结 2 ÷ 受理 6 = 33.3%"
    assert found.formula_en == "closed 2 ÷ accepted 6 = 33.3%"


async def test_the_withdrawn_whistle_and_the_departments_word_are_behind_the_streets_score(town):
    _, wrong = await opened(town, "streets", "wrong")
    _, words = await opened(town, "streets", "completeness")

    assert [(one.kind, one.id) for one in wrong] == [("whistle", "wh-3")]
    assert [(one.kind, one.id, one.count) for one in words] == [("assessment", "as-wh-1-1", 0.8)]


async def test_who_may_read_the_row_opens_its_figures_and_nobody_else(town):
    mine, _ = await opened(town, "streets", "all", b.COMMANDER)
    assert mine.items

    for stranger in (b.OTHER_STREET, b.RESIDENT, b.HEAD):
        with pytest.raises(NotYours, match="not_your_board"):
            await opened(town, "streets", "all", stranger)


async def test_what_is_restricted_shows_its_unit_only_that_it_was_counted(town):
    _, seen = await opened(town, "streets", "all", b.COMMANDER)
    _, whole = await opened(town, "streets", "all", AUDITOR)

    [hidden] = [one for one in seen if one.withheld]
    assert (hidden.id, hidden.number, hidden.base) == ("", "", 1)
    assert [one.id for one in whole if one.withheld] == ["case-6"]


async def test_no_person_and_no_word_stands_behind_any_figure(town):
    told = [
        one.model_dump_json()
        for subject, name in (*FIGURES, *SCORES)
        for one in (await opened(town, subject, name))
        if not isinstance(one, list)
    ]

    for word in ("resident", "commander", "A drain", "First Road", "Not so"):
        assert not any(word in text for text in told)


@pytest.mark.parametrize(
    ("subject", "name"),
    [("streets", "moons"), ("departments", "closing"), ("streets", "sent-back")],
)
async def test_what_is_no_figure_of_theirs_is_not_there(town, subject, name):
    with pytest.raises(NotThere):
        await opened(town, subject, name)


async def test_a_unit_without_a_row_and_a_silent_month_open_onto_nothing(town):
    nobody = Asking(PERIOD, "streets", "s9")
    with pytest.raises(NotThere):
        await openings(town).open(nobody, "all", Page("", 9), AUDITOR)

    silent, items = await opened(town, "streets", "all", period="2025-01")
    assert (silent.numbers.base, silent.numbers.shown, items) == (0, "—", [])


async def test_what_is_shown_says_which_of_its_figures_open(town):
    board = await town.keeping.boards.evidence(PERIOD, "streets", "s1", "", 50)
    figures = await town.counting.figures(PERIOD, "properties")

    assert set(board.opens) == {*board_figures("streets", CITY), "composite", "score"}
    assert set(figures.opens) == set(case_figures("properties"))
