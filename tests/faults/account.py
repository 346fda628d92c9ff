"""The account: every accepted command, exactly once, in every document it should have reached.

It reads the services' own documents, the gateway's view and its audit log, and compares them with
what clients were told. Nothing here asks the system under test whether it thinks it is right.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from pymongo import MongoClient

from contracts.actor import Actor
from services.chassis.acts import mixed
from tests.faults.boards import miscounts
from tests.faults.doubles import Document, doubles
from tests.faults.ledger import Accepted

OWNERS: Mapping[str, tuple[str, str]] = {
    "case": ("intake", "cases"),
    "wh": ("dispatch", "whistles"),
    "task": ("response", "tasks"),
    "as": ("evaluation", "assessments"),
    "cb": ("evaluation", "callbacks"),
}

FOLLOWS: Mapping[str, Callable[[str, Document], Iterable[str]]] = {
    "call.summoned": lambda _, data: [data["task_id"]],
    "case.transferred": lambda _, data: [data["task_id"]],
    "case.confirmed": lambda id, _: [f"cb-{id}"],
    "whistle.confirmed": lambda _, data: [f"as-{r['task_id']}" for r in data["records"]],
}
"""Documents that an event must lead to, in other services."""


@dataclass
class Verdict:
    """What the account says."""

    accepted: int = 0
    present: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether nothing was lost and nothing doubled."""
        return not self.lost and not self.doubled and self.present == self.accepted


class Books:
    """All documents of one system, read once, after it has come to rest."""

    def __init__(self, mongo_url: str, namespace: str) -> None:
        with MongoClient[dict[str, Any]](mongo_url, tz_aware=True) as client:
            self.documents: dict[str, Document] = {
                document["_id"]: {**document, "owner": service}
                for service, name in OWNERS.values()
                for document in client[f"{namespace}_{service}"][name].find()
            }
            gateway = client[f"{namespace}_gateway"]
            self.audited = Counter(
                entry["event"] for entry in gateway["audit"].find({"event": {"$exists": True}})
            )
            self.viewed = self._views(gateway)

    def _views(self, gateway: Any) -> dict[str, set[int]]:
        """For each stream, the numbers that some view has folded in."""
        viewed: dict[str, set[int]] = defaultdict(set)
        for name in gateway.list_collection_names(filter={"name": {"$regex": "^view_"}}):
            for view in gateway[name].find({}, {"inbox": 1}):
                for stream, numbers in view["inbox"].items():
                    viewed[stream].update(numbers)
        return viewed

    def events(self) -> Iterator[tuple[str, Document]]:
        """Every event ever said, with its aggregate's id."""
        for id, document in self.documents.items():
            for event in document["events"]:
                yield id, event

    def kinds(self, kind: str) -> Iterator[tuple[str, Document]]:
        """The events of one type."""
        return ((id, event) for id, event in self.events() if event["type"] == kind)


def account(books: Books, accepted: Sequence[Accepted]) -> Verdict:
    """Hold the books against what clients were told."""
    verdict = Verdict(accepted=len(accepted))
    for command in accepted:
        missing = _missing(books, command)
        if missing:
            verdict.lost.append(f"{command.path} ({command.key}): {missing}")
        else:
            verdict.present += 1
    keys, answered = {kept_key(command) for command in accepted}, {c.id for c in accepted}
    for id, event in books.events():
        _reached(books, id, event, verdict)
    lost, doubled = miscounts(books.documents)
    verdict.lost += [*_consequences(books), *lost]
    verdict.doubled += [*doubles(books.documents, keys, answered), *doubled]
    return verdict


def kept_key(command: Accepted) -> str:
    """The caller's key as a document keeps it (`services.chassis.documents`)."""
    edge = mixed(Actor(id=command.account), command.key)
    return blake2b(f"{command.account}\0{edge}".encode(), digest_size=9).hexdigest()


def _missing(books: Books, command: Accepted) -> str:
    document = books.documents.get(command.id)
    if document is None:
        return f"no document {command.id}"
    if kept_key(command) not in document["keys"]:
        return f"{command.id} never heard of the key"
    if document["seq"] < command.version:
        return f"{command.id} stands at {document['seq']}, answered {command.version}"
    return ""


def _reached(books: Books, id: str, event: Document, verdict: Verdict) -> None:
    """One event: in the audit log once, and in the gateway's view."""
    name = f"{books.documents[id]['owner']}:{id}:{event['seq']}"
    times = books.audited[name]
    if times == 0:
        verdict.lost.append(f"{name} ({event['type']}) is not in the audit log")
    if times > 1:
        verdict.doubled.append(f"{name} ({event['type']}) is {times} times in the audit log")
    if event["seq"] not in books.viewed.get(name.rpartition(":")[0], ()):
        verdict.lost.append(f"{name} ({event['type']}) is not in the view")


def _consequences(books: Books) -> Iterator[str]:
    """What must follow in other services' documents."""
    for id, event in books.events():
        for due in FOLLOWS.get(event["type"], lambda *_: ())(id, event["data"]):
            if due not in books.documents:
                yield f"{id} said {event['type']}, but {due} does not exist"
    for id, event in books.kinds("whistle.raised"):
        for problem in event["data"]["problems"]:
            yield from _whistled(books, id, problem.get("case_id"))


def _whistled(books: Books, whistle: str, case: str | None) -> Iterator[str]:
    document = books.documents.get(case or "")
    if document and not any(e["type"] == "case.whistled" for e in document["events"]):
        yield f"{whistle} was raised on {case}, which intake never marked"
