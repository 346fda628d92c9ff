"""The agreement of a mediation 人民调解协议书 as a document; articles are of the 人民调解法. Pure.

Art. 29 says what it holds, art. 28 and 30 who signs, seals and keeps it, art. 31 and 33 what it is
worth. An oral agreement is recorded by the mediator on the same sheet under its own title.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from contracts.sentences import Sentence
from contracts.views.task import ConfirmationView, TaskView
from gateway.export.document import Document, Grid, Part, Signing, day, moment

_TITLES: Final = {
    "written": Sentence("人民调解协议书", "People's mediation agreement"),
    "oral": Sentence("人民调解口头协议登记表", "Record of an oral mediation agreement"),
}
_TYPED: Final[Sequence[tuple[str, Sentence]]] = (
    ("parties_stated", Sentence("当事人基本情况", "The parties")),
    ("dispute", Sentence("纠纷事由", "What it is about")),
    ("facts", Sentence("纠纷的主要事实、争议事项", "Main facts and disputed points")),
    ("responsibility", Sentence("各方当事人的责任", "Each party's responsibility")),
    ("result", Sentence("经调解，自愿达成协议如下", "What was agreed, of their own will")),
    ("performance", Sentence("履行方式", "Manner of performance")),
)
_DAYS: Final[Sequence[tuple[str, Sentence]]] = (
    ("perform_by", Sentence("履行期限", "To be performed by")),
    ("effective_on", Sentence("生效日期", "Date of effect")),
)
_WAYS: Final[Mapping[str | None, str]] = {
    None: "本人在系统确认",
    "signed": "签名",
    "sealed": "盖章",
    "fingerprint": "按指印",
    "oral": "口头",
}
_MEDIATOR: Final = "调解员"
"""Who recorded it, for a reader who is told no names of staff."""
_SAYS: Final = {True: "认可", False: "不认可"}
_CLOSING: Final = (
    Sentence(
        "本协议由当事人各执一份，人民调解委员会留存一份。",
        "Each party keeps a copy, and the mediation committee keeps one (art. 30).",
    ),
    Sentence(
        "依法达成的调解协议具有法律约束力，当事人应当按照约定履行。",
        "It binds the parties, who are to perform it as agreed (art. 31).",
    ),
    Sentence(
        "双方当事人认为有必要的，可以自协议生效之日起三十日内共同向人民法院申请司法确认。",
        "The parties may jointly apply to the court for confirmation within thirty days of "
        "effect (art. 33).",
    ),
)


def agreement(file: TaskView, called: Callable[[str], str]) -> Document:
    """The agreement of a file; `called` is the name of an account."""
    known = file.known
    form = str(known.get("form", "written"))
    return Document(
        name=f"agreement-{file.id}",
        title=_TITLES.get(form, _TITLES["written"]),
        number=next((one.number for one in file.papers if one.paper == "agreement"), None),
        parts=tuple(_parts(file, called)),
        signing=tuple(_signing(file)),
        closing=_CLOSING,
    )


def _parts(file: TaskView, called: Callable[[str], str]) -> Iterator[Part]:
    known = file.known
    made = next(one.at for one in file.papers if one.paper == "agreement")
    mediators = "、".join(called(one) for one in file.named.get("assigned", ()))
    yield Part(Sentence("调解组织", "Mediated by"), file.department_name)
    yield Part(Sentence("调解员", "Mediators"), mediators)
    yield Part(Sentence("当事人", "Parties"), "、".join(_several(known, "parties")))
    yield from (Part(words, str(known.get(name, ""))) for name, words in _TYPED)
    yield from (Part(words, _date(known.get(name))) for name, words in _DAYS)
    yield Part(Sentence("达成协议日期", "Agreed on"), day(made))
    yield Part(Sentence("当事人确认记录", "What the parties confirmed"), grid=_said(file, called))


def _said(file: TaskView, called: Callable[[str], str]) -> Grid:
    by = {one.party: one for one in file.confirmations}
    columns = (
        Sentence("当事人", "Party"),
        Sentence("意见", "Word"),
        Sentence("方式", "How"),
        Sentence("时间", "When"),
        Sentence("记录人", "Recorded by"),
    )
    parties = dict.fromkeys((*_several(file.known, "parties"), *by))
    return Grid(columns, [[one, *_row(by.get(one), called)] for one in parties])


def _row(said: ConfirmationView | None, called: Callable[[str], str]) -> Sequence[str]:
    if said is None:
        return ("待确认", "", "", "")
    recorder = (called(said.by) if said.by else _MEDIATOR) if said.way else ""
    return (_SAYS[said.confirmed], _WAYS.get(said.way, ""), moment(said.at), recorder)


def _signing(file: TaskView) -> Iterator[Signing]:
    signed = set(_several(file.known, "signed"))
    for party in _several(file.known, "parties"):
        place = Sentence("当事人（签名、盖章或按指印）", "Party (signature, seal or fingerprint)")
        yield Signing(place, party, party in signed)
    mediators = _several(file.known, "mediator_signed")
    for name in mediators or ("",):
        yield Signing(Sentence("人民调解员（签名）", "Mediator (signature)"), name, bool(name))
    committee = Sentence("人民调解委员会（印章）", "Mediation committee (seal)")
    yield Signing(committee, file.department_name)
    yield Signing(Sentence("日期", "Date"), _date(file.known.get("effective_on")))


def _date(said: Any) -> str:
    """A date of the file as it stands on paper; what is none, as it is."""
    try:
        on = date.fromisoformat(str(said))
    except ValueError:
        return str(said or "")
    return f"{on.year}年{on.month}月{on.day}日"


def _several(known: Mapping[str, Any], name: str) -> Sequence[str]:
    return tuple(str(one) for one in known.get(name) or ())
