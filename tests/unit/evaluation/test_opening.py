"""Every figure opens onto its formula, with the numbers in place, and the very things behind it."""

import pytest

from contracts.refusals import NotThere, NotYours
from services.evaluation.core.account import TIERS
from services.evaluation.core.figures import Closure, Figure, FourZeros
from services.evaluation.core.opening import total
from services.evaluation.core.opening_boards import board_figures
from services.evaluation.core.opening_cases import case_figures
from services.evaluation.core.row import Row, StreetMonth, ThreeRates
from services.evaluation.handlers.opening import Asking, Page
from tests.unit.evaluation import builders as b
from tests.unit.evaluation.openings import (
    AUDITOR,
    CITY,
    FIGURES,
    PERIOD,
    SCORES,
    lived,
    opened,
    openings,
)


@pytest.fixture(scope="module")
async def town():
    return await lived()


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
