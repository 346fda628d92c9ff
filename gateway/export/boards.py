"""The month's board as a table: rates with their bases, so nothing has to be believed. Pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from contracts.sentences import Sentence
from gateway.export.table import Table

Raw: TypeAlias = Mapping[str, Any]

_SUBJECTS: Mapping[str, Sentence] = {
    "departments": Sentence("部门", "departments"),
    "streets": Sentence("街道", "streets"),
}


def _rate(name: str) -> Callable[[Raw], object]:
    def shown(row: Raw) -> object:
        rate = row["rates"][name] if name in row["rates"] else row[name]
        return f"{rate['shown']} ({rate['count']:g}/{rate['of']})"

    return shown


def _place(name: str) -> Callable[[Raw], object]:
    """The place, or why there is none."""

    def shown(row: Raw) -> object:
        why = row["unranked"].get(name)
        return Sentence(why["zh"], why["en"]) if why else row.get(name)

    return shown


_COLUMNS: Sequence[tuple[Sentence, Callable[[Raw], object]]] = (
    (Sentence("名次", "Rank"), _place("rank")),
    (Sentence("单位", "Unit"), lambda row: row["name"]),
    (Sentence("综合", "Composite"), lambda row: row["rates"]["composite"]),
    (Sentence("响应率", "Response"), _rate("response")),
    (Sentence("解决率", "Solution"), _rate("solution")),
    (Sentence("满意率", "Satisfaction"), _rate("satisfaction")),
    (Sentence("哨", "Whistles"), lambda row: row["whistles"]),
    (Sentence("问题解决", "Problems"), _rate("problems")),
    (Sentence("按时", "On time"), _rate("on_time")),
    (Sentence("未到", "No shows"), lambda row: row["no_shows"]),
    (Sentence("平均得分", "Mean score"), lambda row: row["average"]),
    (Sentence("月度得分", "Month"), lambda row: row.get("score")),
    (Sentence("月度名次", "Rank of the month"), _place("score_rank")),
)


def board_table(board: Raw) -> Table:
    """A board as evaluation answers it."""
    subject, period = board["subject"], board["period"]
    named = _SUBJECTS.get(subject, Sentence(subject, subject))
    return Table(
        name=f"board-{period}-{subject}",
        title=Sentence(f"{period} {named.zh}月榜", f"Board of {period}: {named.en}"),
        columns=[column for column, _ in _COLUMNS],
        rows=[[value(row) for _, value in _COLUMNS] for row in _rows(board)],
    )


def _rows(board: Raw) -> Sequence[Raw]:
    few: Raw = board.get("unranked", {})
    return [{**row, "unranked": few.get(row["id"], {})} for row in board["rows"]]
