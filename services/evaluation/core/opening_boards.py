"""The figures of a row of a board (`core.row`), and what each is counted from."""

from collections.abc import Mapping, Sequence
from typing import Final

from contracts.city import City
from contracts.sentences import Sentence
from services.evaluation.core import opening_weighs as w
from services.evaluation.core.opening import Figure, Source
from services.evaluation.core.opening_forms import asked, call, count, mean, share, sheet

CALLED: Final = Sentence("有效回访", "valid call-backs")
CLOSED: Final = Sentence("销哨", "closed")
WORDS: Final = Sentence("部门评价", "departments that judged it")


def rates(city: City) -> Sequence[Figure]:
    """三率."""
    told = (
        ("response", Sentence("已联系", "contacted"), w.said("contacted")),
        ("solution", Sentence("已解决", "solved"), w.said("solved")),
        ("satisfaction", Sentence("满意（加权）", "satisfied, weighted"), w.satisfied(city.rates)),
    )
    return [
        share(name, words, CALLED, lambda row, name=name: getattr(row.rates, name), asked(weigh))
        for name, words, weigh in told
    ]


WHISTLES: Final[Sequence[Figure]] = (
    count("asked", Sentence("回访", "call-backs"), lambda row: row.asked, asked(w.asked)),
    count("whistles", Sentence("吹哨", "whistles"), lambda row: row.whistles, call(w.whistles)),
    count("calls", Sentence("呼叫", "calls"), lambda row: row.calls, call(w.every)),
    share(
        "problems", Sentence("解决问题", "problems solved"), Sentence("问题", "problems"),
        lambda row: row.problems, call(w.problems),
    ),
    share(
        "on-time", Sentence("从未超时", "never late"), Sentence("呼叫", "calls"),
        lambda row: row.on_time, call(w.judged("on_time")),
    ),
    count(
        "no-shows", Sentence("未到场", "no shows"), lambda row: row.no_shows,
        call(w.each("no_shows")),
    ),
    mean(
        "average", (Sentence("得分", "scores"), Sentence("评价", "assessments")),
        lambda row: (row.scored, row.average), call(w.share("scored", "total")),
    ),
)  # fmt: skip
DEPARTMENTS: Final[Sequence[Figure]] = (
    Figure(
        "rating", "mean", Sentence("平时评价", "ratings"), Sentence("街道", "streets"), None,
        (Source("ratings", w.scores, "marks"),),
    ),
)  # fmt: skip
STREETS: Final[Sequence[Figure]] = (
    count(
        "started", Sentence("启动吹哨", "whistles raised"), lambda row: row.street.started,
        sheet(w.every, "begun"),
    ),
    count(
        "ended", Sentence("结束的吹哨", "whistles that ended"), lambda row: row.street.ended,
        sheet(w.every),
    ),
    count(
        "solved", Sentence("解决问题", "problems solved"), lambda row: row.street.solved,
        sheet(w.each("solved")),
    ),
    count("words", WORDS, lambda row: row.street.words, call(w.each("words"))),
    count(
        "wrong", Sentence("退回、撤回的吹哨", "whistles returned or withdrawn"),
        lambda row: row.street.wrong, sheet(w.each("wrong")),
    ),
    count(
        "supervisions", Sentence("督办", "supervisions"), lambda row: row.street.supervisions,
        sheet(w.each("supervisions")),
    ),
    share(
        "accuracy", Sentence("准确的呼叫", "calls rightly made"), Sentence("呼叫", "calls"),
        lambda row: row.street.items.get("accuracy"), sheet(w.wrong_calls), call(w.rightly),
    ),
    share(
        "completeness", Sentence("信息完整", "completeness"), WORDS,
        lambda row: row.street.items.get("completeness"), call(w.share("words", "completeness")),
    ),
    share(
        "cooperation", Sentence("配合", "cooperation"), WORDS,
        lambda row: row.street.items.get("cooperation"), call(w.share("words", "cooperation")),
    ),
    share(
        "closing", Sentence("按时销哨", "closed in time"), CLOSED,
        lambda row: row.street.items.get("closing"),
        sheet(w.share("closed", "closed_in_time"), "closings"),
    ),
)  # fmt: skip


_OF_BOARDS: Final[Mapping[str, Sequence[Figure]]] = {
    "streets": (*WHISTLES, *STREETS),
    "departments": (*WHISTLES, *DEPARTMENTS),
}


def board_figures(subject: str, city: City) -> Mapping[str, Figure]:
    """The figures of a row of a board, by name."""
    return {one.name: one for one in (*rates(city), *_OF_BOARDS.get(subject, ()))}
