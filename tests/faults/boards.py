"""What the month's boards add up: every judgement and every answer, exactly once.

Boards are sums over the `facets` of assessments and call-backs, so those are read here; no board is
asked what it believes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from contracts.actor import unmanned
from tests.faults.doubles import Document, Documents


@dataclass(frozen=True)
class Count:
    """How often something is counted, and how often it should be."""

    what: str
    times: int
    due: int


def miscounts(documents: Documents) -> tuple[list[str], list[str]]:
    """What boards count too seldom (lost), and what too often (doubled)."""
    counts = [*_judged(documents), *_asked(documents)]
    lost = [_told(count) for count in counts if count.times < count.due]
    return lost, [_told(count) for count in counts if count.times > count.due]


def _told(count: Count) -> str:
    return f"{count.what}: {count.times} instead of {count.due}"


def _judged(documents: Documents) -> Iterator[Count]:
    """One assessment for each responder of a confirmed whistle, on one month's board."""
    found = _assessments(documents)
    for whistle, document in documents.items():
        closed = _times(document, "whistle.closed")
        for event in document["events"]:
            for record in event["data"]["records"] if event["type"] == "whistle.confirmed" else ():
                due = whistle, record["task_id"]
                yield from _on_board(f"{due[1]} of {whistle}", found[due], closed)


def _assessments(documents: Documents) -> dict[tuple[str, str], list[Document]]:
    """The assessments of each responder, by whistle and task, whatever their own ids say."""
    found: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in documents.values():
        for event in document["events"]:
            if event["type"] == "assessment.due":
                data = event["data"]
                found[data["whistle_id"], data["task_id"]].append(document)
    return found


def _on_board(name: str, judged: list[Document], closed: int) -> Iterator[Count]:
    """A whistle is closed when everybody is judged: from then on there must be a score."""
    months = [mark for one in judged for mark in one["facets"]["boards"] if "/" not in mark]
    scored = sum(one["facets"]["scored"] for one in judged)
    said = sum(_times(one, "assessment.scored") for one in judged)
    yield Count(f"assessments of {name}", len(judged), 1)
    yield Count(f"months that count {name}", len(months), 1)
    yield Count(f"scores on the board of {name}", scored, 1 if closed or said else 0)


def _asked(documents: Documents) -> Iterator[Count]:
    """One round for each handling of a case, one answer for each round that was not overtaken.

    A handling is over when its limit is, or when its reporters agree: whichever was first has the
    round, and the other is told that it was asked.
    """
    handled = _handled(documents)
    confirmed = Counter(_cases(documents, "case.confirmed"))
    closed = Counter(_cases(documents, "case.closed"))
    rounds = Counter(_cases(documents, "callback.due"))
    overtaken, recorded, again = _recorded(documents)
    counted = Counter(_answered(documents))
    for case in {*handled, *rounds, *recorded, *again, *counted}:
        yield Count(f"rounds of calling back {case}", rounds[case], len(handled[case]))
        yield Count(f"answers on the board of {case}", counted[case], recorded[case])
        due = rounds[case] - overtaken[case]
        if closed[case] or recorded[case] > due:
            yield Count(f"answers recorded of {case}", recorded[case], due)
        if again[case] > confirmed[case]:
            yield Count(f"words that {case} was asked about", again[case], confirmed[case])


def _handled(documents: Documents) -> dict[str, set[Any]]:
    """The handlings of each case that somebody is asked about; of old, each word of its own."""
    found: dict[str, set[Any]] = defaultdict(set)
    for id, document in documents.items():
        for event in document["events"]:
            data = event["data"]
            over = event["type"] == "case.expired" and not unmanned(data["reporter"])
            if over or event["type"] == "case.confirmed":
                handling = data.get("handling")
                found[id].add(event["seq"] * -1 if handling is None else handling)
    return found


def _recorded(documents: Documents) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """By case: rounds the next one began in, answers, and words that it was asked already."""
    overtaken, recorded, again = Counter[str](), Counter[str](), Counter[str]()
    for document in documents.values():
        waits = False
        for event in document["events"]:
            kind, data = event["type"], event["data"]
            if kind == "callback.due":
                overtaken[data["case_id"]] += waits
                waits = True
            elif kind == "callback.recorded":
                (again if data.get("again") else recorded)[data["case_id"]] += 1
                waits = False
    return overtaken, recorded, again


def _cases(documents: Documents, kind: str) -> Iterator[str]:
    """The case of every event of a type."""
    for id, document in documents.items():
        for event in document["events"]:
            if event["type"] == kind:
                yield event["data"]["case_id"] if kind.startswith("callback.") else id


def _answered(documents: Documents) -> Iterator[str]:
    """The case of every answer that boards unwind."""
    for document in documents.values():
        for _ in document["facets"].get("answers", ()):
            yield document["state"]["case_id"]


def _times(document: Document, kind: str) -> int:
    return sum(event["type"] == kind for event in document["events"])
