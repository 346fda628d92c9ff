"""What was done twice: an event, a command, an aggregate.

The guard of a life refuses most commands that come twice; that is no reason not to look. A store
that forgets a key, or two writers who both believe they won, show here and nowhere else.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

Document = Mapping[str, Any]
Documents = Mapping[str, Document]

BY_COMMAND: Mapping[str, str] = {
    "report": "case.reported",
    "sort": "case.sorted",
    "settle": "case.solved",
    "feed-back": "case.fed_back",
    "agree": "case.confirmed",
    "draft": "whistle.drafted",
    "endorse": "whistle.endorsed",
    "approve": "whistle.raised",
    "confirm": "whistle.confirmed",
    "close": "whistle.closed",
    "acknowledge": "task.acknowledged",
    "arrive": "task.arrived",
    "complete": "task.completed",
    "assess": "assessment.scored",
    "call-back": "callback.recorded",
}
"""What each command of `loadtests.lifecycles` says: there it is given once to each aggregate."""

FOLLOWING = frozenset(
    {
        *("case.whistled", "case.closed", "task.notified", "assessment.due", "callback.due"),
        *("whistle.mustered", "whistle.solved", "whistle.assessed"),
        *("case.expired", "case.stuck"),
    }
)
"""What follows from those commands or from their silence, and is said once where it is at all."""

OF_A_CALL = frozenset({"call.summoned", "call.accepted"})
"""Said on the whistle, once for each department it calls."""

REPEATING: Mapping[str, str] = {
    "case.supplemented": "a resident who has reported the same before adds to the case each time",
    "case.overdue": "the clock says it again daily, until somebody touches the case",
    "call.warned": "the clock says it of each duty of each call",
    "call.overdue": "the clock says it of each duty of each call",
    "callback.tried": "whoever is not reached is called up to three times",
}
"""What may rightly be said again of one aggregate, and why. It is not held against anybody."""

_ONCE = FOLLOWING | frozenset(BY_COMMAND.values())
_MADE = ("case.reported", "whistle.drafted")
"""The first words of what a client makes by a POST."""


def doubles(documents: Documents, keys: Collection[str], answered: Collection[str]) -> list[str]:
    """Everything done twice; `keys` are those accepted as documents keep them.

    `answered` are the ids that clients were given.
    """
    return [
        *_numbered_wrongly(documents),
        *_said_twice(documents),
        *_kept_twice(documents, keys),
        *_made_unasked(documents, answered),
    ]


def _numbered_wrongly(documents: Documents) -> Iterator[str]:
    for id, document in documents.items():
        seqs = [event["seq"] for event in document["events"]]
        if seqs != list(range(1, document["seq"] + 1)):
            yield f"{id}: events numbered {seqs}"


def _said_twice(documents: Documents) -> Iterator[str]:
    """A command decided twice, under whatever key and in whoever's name."""
    for id, document in documents.items():
        for what, times in Counter(_once(document["events"])).items():
            if times > 1:
                yield f"{id} said {what} {times} times"


def _once(events: Iterable[Document]) -> Iterator[str]:
    """For each event that may be said once only, what must not be found again."""
    for event in events:
        if event["type"] in _ONCE:
            # Who was asked at the limit agrees afterwards: that they were asked is said as well.
            yield event["type"] + " again" * bool(event["data"].get("again"))
        elif event["type"] in OF_A_CALL:
            yield f"{event['type']} of {event['data']['task_id']}"


def _kept_twice(documents: Documents, keys: Collection[str]) -> Iterator[str]:
    """One accepted POST that two documents, wherever they lie, hold for their own.

    Only clients' keys are looked at: the clock's are instants, and many things are due at once.
    """
    holders: dict[str, list[str]] = defaultdict(list)
    for id, document in documents.items():
        for key in document["keys"]:
            holders[key].append(id)
    for key in keys:
        if len(holders[key]) > 1:
            yield f"one POST ({key}) was taken by {', '.join(sorted(holders[key]))}"


def _made_unasked(documents: Documents, answered: Collection[str]) -> Iterator[str]:
    """Made by a POST, yet no client was told of it: each asks until it has its one answer."""
    for id, document in documents.items():
        made = any(event["type"] in _MADE for event in document["events"])
        if made and id not in answered:
            yield f"{id} was made, and no client was answered with it"
