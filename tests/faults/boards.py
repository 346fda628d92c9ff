"""What the month's boards add up: every judgement and every answer, exactly once.

Boards are sums over the `facets` of assessments and call-backs, so those are read here; no board is
asked what it believes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

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
    """One round for each time a case was confirmed, and one answer counted for each recorded."""
    confirmed = Counter(_cases(documents, "case.confirmed"))
    closed = Counter(_cases(documents, "case.closed"))
    rounds = Counter(_cases(documents, "callback.due"))
    recorded = Counter(_cases(documents, "callback.recorded"))
    counted = Counter(_answered(documents))
    for case in {*confirmed, *rounds, *recorded, *counted}:
        yield Count(f"rounds of calling back {case}", rounds[case], confirmed[case])
        yield Count(f"answers on the board of {case}", counted[case], recorded[case])
        if closed[case] or recorded[case] > rounds[case]:
            yield Count(f"answers recorded of {case}", recorded[case], rounds[case])


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
