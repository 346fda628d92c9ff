"""All boards together, reckoned again from nothing but the events: nothing is on no board."""

from collections.abc import Mapping, Sequence
from math import isclose

from contracts.events.callback import CallbackExcluded, CallbackRecorded
from contracts.events.evaluation import AssessmentScored
from contracts.events.whistle import WhistleConfirmed
from tests.year.district import District
from tests.year.telling import Year

MONTHS = [f"2026-{month:02}" for month in range(1, 13)] + ["2027-01", "2027-02"]


async def the_boards_show_what_the_events_say(d: District, _: Year) -> Sequence[str]:
    """All rows of all months together are all that happened."""
    streets = [row for month in MONTHS for row in (await d.board(month, "streets"))["rows"]]
    judged = [row for month in MONTHS for row in (await d.board(month, "departments"))["rows"]]
    confirmed = d.all_of(WhistleConfirmed)
    scores = d.all_of(AssessmentScored)
    counted = _counted(d)
    given = [row["scored"] * row["average"] for row in judged if row["average"] is not None]
    return [
        *_same("whistles", sum(row["whistles"] for row in streets), len(confirmed)),
        *_same(
            "problems solved",
            sum(row["problems"]["count"] for row in streets),
            sum(end.solved for one in confirmed for end in one.ends),
        ),
        *_same("scores", sum(row["scored"] for row in judged), len(scores)),
        *_same("points given", sum(given), sum(_last_totals(d).values()), 0.01 * len(scores)),
        *_same("asked", sum(row["asked"] for row in streets), counted),
    ]


def _same(what: str, kept: float, said: float, within: float = 0.0) -> Sequence[str]:
    there = isclose(kept, said, rel_tol=1e-9, abs_tol=within)
    return [] if there else [f"{what}: kept {kept}, by the events {said}"]


def _counted(d: District) -> int:
    """Answers that stand on a board: restricted cases are on none, what was excluded no more."""
    answers = [one for one in d.all_of(CallbackRecorded) if one.period]
    shown = {one.case_id for one in answers}
    return len(answers) - sum(one.case_id in shown for one in d.all_of(CallbackExcluded))


def _last_totals(d: District) -> Mapping[str, float]:
    """The newest total of each assessment that has one."""
    return {
        one.subject: total
        for one in d.history
        if one.subject.startswith("as-") and (total := getattr(one.data, "total", None)) is not None
    }
