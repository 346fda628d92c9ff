"""The year counts boards from the raw events as evaluation does, and finds what is not so."""

from datetime import timedelta

import pytest

from contracts.commands.month import RateDepartment
from tests.unit.evaluation import builders as b
from tests.unit.evaluation.town import Town
from tests.year.boards import SUBJECTS, counted, differing, unequal

NOVEMBER = "2026-11"


class Remembering(Town):
    """Evaluation, and all it ever heard or said."""

    def __init__(self):
        super().__init__()
        self.history = []

    async def _hear(self, envelope):
        self.history.append(envelope)
        await super()._hear(envelope)

    async def boards(self):
        """Every row as it is kept."""
        found = {who: (await self.board(who))[0].rows for who in SUBJECTS}
        return {
            (NOVEMBER, who): [row.model_dump(mode="json") for row in rows]
            for who, rows in found.items()
        }


@pytest.fixture
async def town():
    """Six whistles judged, one after an appeal; departments rated; a street judged."""
    town = Remembering()
    for n in range(1, 7):
        await town.whistle(n)
    await town.act(b.judge_street(task_id="wh-1-1"), "as-wh-1-1", b.HEAD)
    town.now += timedelta(hours=1)
    await town.act(b.appeal(), "as-wh-6-1", b.HEAD)
    await town.act(b.rule(total=60.0), "as-wh-6-1", b.DEPUTY)
    rated = RateDepartment(street="s1", department="water", score=80, comment="On time")
    await town.act(rated, f"rt-{NOVEMBER}-s1-water", b.COMMANDER, NOVEMBER)
    return town


async def test_the_events_add_up_to_the_boards(town):
    kept = await town.boards()

    anew = counted(town.history, {NOVEMBER: town.city})

    assert list(differing(kept, anew)) == []
    water = next(row for row in anew[NOVEMBER, "departments"] if row["id"] == "water")
    assert (water["calls"], water["scored"], water["rating"]) == (6, 6, 80)


def _cell(row, path, value):
    *way, last = path.split(".")
    for name in way:
        row = row[name]
    row[last] = value


@pytest.mark.parametrize(
    ("who", "figure", "value"),
    [
        ("departments", "average", 1.0),
        ("departments", "calls", 5),
        ("departments", "rating", None),
        ("departments", "on_time.count", 0),
        ("departments", "score", 1.0),
        ("streets", "street.started", 7),
        ("streets", "street.words", 0),
        ("streets", "rates.solution.count", 9),
        ("streets", "problems.of", 1),
    ],
)
async def test_one_figure_of_one_row_that_is_not_so_is_found(town, who, figure, value):
    kept = await town.boards()
    row = next(row for row in kept[NOVEMBER, who] if row["id"] in ("water", "s1"))
    _cell(row, figure, value)

    wrong = list(differing(kept, counted(town.history, {NOVEMBER: town.city})))

    assert [one.partition(":")[0] for one in wrong] == [f"{NOVEMBER} {who} {row['id']} {figure}"]


@pytest.mark.parametrize("lost", ["assessment.scored", "assessment.ruled", "department.rated"])
async def test_a_word_that_is_in_no_event_is_found(town, lost):
    kept = await town.boards()
    less = [one for one in town.history if one.type != lost]

    assert list(differing(kept, counted(less, {NOVEMBER: town.city})))


async def test_a_row_that_is_not_there_is_found(town):
    kept = await town.boards()
    del kept[NOVEMBER, "departments"][0]

    assert list(differing(kept, counted(town.history, {NOVEMBER: town.city})))


def test_boards_on_which_nobody_stands_are_found():
    nobody = {(NOVEMBER, "streets"): []}

    assert list(differing(nobody, nobody)) == ["nobody was ever judged"]


CHANGE = {"subject": "streets", "id": "s1", "figure": "asked", "was": 1, "now": 2}
SAME = {"period": NOVEMBER, "equal": True, "differences": []}


def test_a_closed_month_that_its_records_do_not_add_up_to_is_found():
    assert list(unequal([SAME])) == []
    assert list(unequal([SAME | {"equal": False, "differences": [CHANGE]}]))
    assert list(unequal([SAME | {"differences": [CHANGE]}]))
    assert list(unequal([SAME | {"equal": False}]))
    assert list(unequal([])) == ["no month was ever closed"]
