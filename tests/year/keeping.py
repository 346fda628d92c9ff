"""What may not be kept for ever: years later retention has run, and nothing tells what people said.

The words looked for are all that people typed about what is over by then; what is open is kept.
"""

import json
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final, TypeAlias

from contracts.envelope import Envelope
from contracts.events.event import Event
from contracts.events.redacted import Redacted
from gateway.audit import Audit
from gateway.audit_books import MemoryBook
from gateway.files import GridFiles
from gateway.kinds import KINDS
from gateway.photo_uses import PhotoUses
from gateway.scopes import PEOPLE
from gateway.views import Views, shape
from gateway.witness import Witness
from services.chassis.memory_store import MemoryStore
from tests.year.district import District
from tests.year.figures import MONTHS
from tests.year.telling import Year

Document: TypeAlias = tuple[str, Mapping[str, Any]]
"""Where it is kept, and all of it."""

DAY: Final = timedelta(days=1)
WORD: Final = 4
"""Signs of the shortest text that is looked for; shorter ones are words of anybody."""


KEPT: Final[Mapping[str, str]] = {
    "intake/households": "a door's own address: people go on living there (decision 46)",
    "evaluation/passbooks": "a member's own record of service names what it was for",
    "view/points": "the same, as its owner sees it",
}
"""What holds a word for good, and why."""


async def nothing_typed_outlives_its_time(d: District, _: Year) -> Sequence[str]:
    """Names go first, then every word; documents, their past and the views hold none any more."""
    counted = await _counted(d)
    for days in _ages(d):
        d.clock.now += days * DAY
        for service in d.parts:
            await d.ask("POST", service, "ops", "/ops/retain")
        await d.settle()
    documents = [one async for one in _documents(d)]
    open_ = {one["_id"] for _, one in documents if "due_at" in one}
    over = [(where, one) for where, one in documents if one["_id"] not in open_]
    words = _words(d, open_)
    return [
        *([] if words else ["nobody said anything"]),
        *_still_there([*over, *await _shown(d, open_)], words),
        *[f"counted anew: {path}" for path, _ in sorted(await _counted(d) - counted)],
    ]


def _ages(d: District) -> tuple[int, int]:
    """Days until nobody is named any more, and from there until nothing is said."""
    rules = [d.city.rules.retention, *d.city.rules.retention.kinds.values()]
    later = max(one.text_days - one.identity_days for one in rules)
    return max(one.identity_days for one in rules) + 1, later + 1


async def _counted(d: District) -> set[tuple[str, str]]:
    """All months as they are kept, and as their records add up again."""
    asked = [f"/boards/{month}/{who}" for month in MONTHS for who in ("streets", "departments")]
    asked += [f"/board-checks/{month}" for month in MONTHS[:12]]
    told = [(path, await d.ask("GET", "evaluation", "evaluator", path)) for path in asked]
    return {(path, json.dumps(_figures(answer), sort_keys=True)) for path, answer in told}


def _figures(answer: Mapping[str, Any]) -> object:
    """A board's rows; of a closed month, what differs from its records."""
    return answer["rows"] if "rows" in answer else answer["differences"]


def _words(d: District, open_: set[str]) -> frozenset[str]:
    """What people typed about what waits for nobody any more, and said nowhere else."""
    people = {id for id, one in d.city.people.items() if {role for role, _ in one.held} <= PEOPLE}
    told = [one for one in d.history if one.by in people]
    over = {word for one in told if one.subject not in open_ for word in _typed(one)}
    return frozenset(over - {word for one in told if one.subject in open_ for word in _typed(one)})


def _typed(one: Envelope[Event]) -> Iterator[str]:
    texts = _texts(one.data.model_dump())
    return (text for text in texts if not text.isascii() and len(text) >= WORD)


async def _documents(d: District) -> AsyncIterator[Document]:
    """Everything the services keep, with its past."""
    for service in d.parts:
        database = d.client[f"{d.namespace}_{service}"]
        for name in await database.list_collection_names():
            async for one in database[name].find():
                yield f"{service}/{name}", one


async def _shown(d: District, open_: set[str]) -> Sequence[Document]:
    """The gateway's views of what is over, folded from all that was said."""
    kept = {name: MemoryStore(shape(kind)) for name, kind in KINDS.items()}
    views, photos = Views(kept), d.client[f"{d.namespace}_gateway"]
    witness = Witness(views, PhotoUses(photos), Audit(MemoryBook()), GridFiles(photos))
    await witness.photo_uses.prepare()
    for one in d.history:
        await (witness.hear if isinstance(one.data, Redacted) else views.hear)(one)
    every = [
        (f"view/{name}", {"_id": one.id, **one.state.model_dump()})
        for name, store in kept.items()
        for one in await store.find({}, limit=1_000_000)
    ]
    return [one for one in every if one[1]["_id"] not in open_]


def _still_there(documents: Iterable[Document], words: frozenset[str]) -> Sequence[str]:
    """Where a word still stands, once for each place and word; and what is excused for nothing."""
    texts = {(where, text) for where, one in documents for text in _texts(one)}
    said = [(where, text) for where, text in texts if not text.isascii()]
    found = {(where, word) for where, text in said for word in words if word in text}
    needless = KEPT.keys() - {where for where, _ in found}
    return [
        *sorted(f"{where}: {word}" for where, word in found if where not in KEPT),
        *sorted(f"kept for nothing: {where}" for where in needless),
    ]


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
