"""A month's bulletin 通报 as a table for paper. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from contracts.calendar.wall import to_wall
from contracts.sentences import Sentence
from gateway.export.table import Table

_FIGURES: Mapping[str, Sentence] = {
    "open": Sentence("在办哨", "Open"),
    "overdue": Sentence("超期哨", "Overdue"),
    "closed": Sentence("办结哨", "Closed"),
    "withdrawn": Sentence("撤回", "Withdrawn"),
    "supervisions": Sentence("督办", "Supervised"),
    "talks": Sentence("约谈", "Talks"),
    "matters_open": Sentence("在办事项", "Matters open"),
    "matters_overdue": Sentence("超期事项", "Matters overdue"),
    "matters_closed": Sentence("办结事项", "Matters closed"),
    "false_feedback": Sentence("虚假反馈", "False feedback"),
}
_DUTIES: Mapping[str, Sentence] = {
    "acknowledge": Sentence("签收", "acknowledge"),
    "arrive": Sentence("报到", "arrive"),
    "complete": Sentence("办结", "complete"),
}
_OF: Mapping[str, str] = {"street": "街道 / street", "department": "部门 / department"}


def bulletin_table(told: Mapping[str, Any]) -> Table:
    """A bulletin as evaluation answers it: streets, then departments."""
    period = told["period"]
    return Table(
        name=f"bulletin-{period}",
        title=Sentence(f"{period} 工作通报", f"Bulletin of {period}"),
        columns=[Sentence("类别", "Of"), Sentence("单位", "Unit"), *_FIGURES.values()],
        rows=[
            [_OF[row["of"]], row["name"], *(row[name] for name in _FIGURES)]
            for row in (*told["streets"], *told["departments"])
        ],
        words=tuple(_talk(one) for one in told.get("talks", ())),
    )


def _talk(one: Mapping[str, Any]) -> Sentence:
    """A talk 约谈 by name: who, over which whistle, what was owed, when."""
    name, street, number = one["department_name"], one["street_name"], one["number"]
    day, duty = to_wall(datetime.fromisoformat(one["at"])).date(), _DUTIES[one["duty"]]
    return Sentence(
        f"约谈：{name}（{street} {number}，逾期未{duty.zh}，{day}）",
        f"Talk with the head of {name} ({street} {number}, late to {duty.en}, {day})",
    )
