"""The record of talks 议事协商会议记录 as a document: who, what, every vote with its ballots. Pure.

Of a vote by name the record says how everybody voted; of a secret one how many did what.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, cast

from contracts.sentences import Sentence
from contracts.views.task import TaskView
from contracts.views.vote import BallotView, TallyView, VoteView
from gateway.export.document import Document, Grid, Part, Signing, moment

_BALLOTS: Final[Mapping[str | None, str]] = {
    "for": "赞成",
    "against": "反对",
    "abstain": "弃权",
    None: "未投票",
}
_RESULTS: Final = {True: "通过", False: "未通过"}
_TALLIED: Final = (
    Sentence("有权表决", "Entitled"),
    Sentence("参加表决", "Took part"),
    Sentence("赞成", "For"),
    Sentence("反对", "Against"),
    Sentence("弃权", "Abstained"),
    Sentence("法定人数", "Quorum"),
    Sentence("结果", "Result"),
)
_NAMED: Final = (
    Sentence("表决人", "Voter"),
    Sentence("意见", "Ballot"),
    Sentence("方式", "How"),
    Sentence("面积（平方米）", "Area, m²"),
)


def minutes(file: TaskView, called: Callable[[str], str]) -> Document:
    """The record of a file; `called` is the name of an account."""
    return Document(
        name=f"minutes-{file.id}",
        title=Sentence("议事协商会议记录", "Record of the talks"),
        number=next((one.number for one in file.papers if one.paper == "minutes"), None),
        parts=tuple(_parts(file, called)),
        signing=(
            Signing(Sentence("记录人（签名）", "Recorded by (signature)")),
            Signing(Sentence("召集人（签名）", "Convened by (signature)")),
        ),
        use=Sentence(
            "仅供参加议事者及承办人使用", "for those who took part and whoever handles it"
        ),
    )


def _parts(file: TaskView, called: Callable[[str], str]) -> Iterator[Part]:
    known = file.known
    yield Part(Sentence("召集单位", "Convened by"), file.department_name)
    yield Part(Sentence("议题", "Topic"), str(known.get("topic", file.text or "")))
    yield Part(Sentence("时间", "When"), _when(known.get("held_at")))
    yield Part(Sentence("地点", "Where"), str(known.get("where", "")))
    representatives = "、".join(called(one) for one in file.named.get("participant", ()))
    yield Part(Sentence("居民代表", "Representatives"), representatives)
    yield Part(Sentence("到会人员", "Who was there"), "、".join(_several(known, "attendance")))
    yield Part(Sentence("议事记录", "What was said"), str(known.get("record", "")))
    numbered = (f"{n}. {one}" for n, one in enumerate(file.proposals, 1))
    yield Part(Sentence("提出的方案", "Proposals"), "\n".join(numbered))
    for vote in file.votes:
        yield from _vote(vote)
    if "result" in known:
        yield Part(Sentence("决议", "Resolution"), str(known["result"]))
    if file.children:
        tasks = (f"{one.responder_name}：{one.text}" for one in file.children)
        yield Part(Sentence("分工", "Who does what"), "\n".join(tasks))
    if "published_on" in known:
        yield Part(Sentence("公示日期", "Published on"), str(known["published_on"]))


def _vote(vote: VoteView) -> Iterator[Part]:
    label = Sentence(f"第{vote.n}次表决", f"Vote {vote.n}")
    rule = f"{vote.kind_zh}；参加 {vote.quorum}，赞成 {vote.majority}（{vote.source}）"
    ends = vote.closed_at or vote.closes_at
    times = f"{moment(vote.put_at)} 至 {moment(ends)}"
    tally = Grid(_TALLIED, [_tallied(vote, vote.tally)]) if vote.tally else None
    unfinished = "" if vote.tally else "\n表决中" if vote.open else "\n未形成结果"
    yield Part(label, f"{vote.motion}\n{rule}\n{times}{unfinished}", tally)
    if vote.ballots:
        shown = len(_NAMED) if any(one.area for one in vote.ballots) else len(_NAMED) - 1
        rows = [_cast(one)[:shown] for one in vote.ballots]
        yield Part(Sentence("表决情况", "Ballots"), grid=Grid(_NAMED[:shown], rows))


def _cast(one: BallotView) -> Sequence[str]:
    """A line of `_NAMED`; its last, the area, is shown where a vote counts by area."""
    how = ("举手" if one.by_hand else "本人投票") if one.ballot else ""
    return one.name, _BALLOTS[one.ballot], how, f"{one.area:g}" if one.area else ""


def _tallied(vote: VoteView, tally: TallyView) -> Sequence[str]:
    areas = (tally.area, tally.area_cast, tally.area_agreed)
    said = [f"（{area:g} m²）" if area is not None else "" for area in areas]
    return (
        f"{vote.entitled}{said[0]}",
        f"{tally.cast}{said[1]}",
        f"{tally.agreed}{said[2]}",
        str(tally.against),
        str(tally.abstained),
        "达到" if tally.quorum else "未达到",
        _RESULTS[tally.carried],
    )


def _when(said: Any) -> str:
    """A time of the file as it stands on paper; what is none, as it is."""
    try:
        return moment(datetime.fromisoformat(str(said)))
    except ValueError:
        return str(said or "")


def _several(known: Mapping[str, Any], name: str) -> Sequence[str]:
    return tuple(str(one) for one in cast("Sequence[Any]", known.get(name) or ()))
