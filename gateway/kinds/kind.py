"""What a kind of view is: which events it is folded from, who may see it, how it is listed."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from contracts.envelope import Envelope
from contracts.events.event import Event
from contracts.events.redacted import Redacted
from contracts.machine import Machine
from contracts.recusal import open_path
from gateway.blanking import blanked
from gateway.fold import Fold, Folded, Folds, fold
from gateway.scopes import NOW

Tags: TypeAlias = Callable[[Any], Iterable[str]]
Facets: TypeAlias = Callable[[Folded], Mapping[str, Any]]
Index: TypeAlias = Sequence[tuple[str, int | str]]

NEWEST: Index = (("created_at", -1), ("_id", -1))
SOONEST: Index = (("due_at", 1), ("_id", 1))


@dataclass(frozen=True)
class Kind:
    """One collection of views."""

    name: str
    """Plural, as in the path where it is listed."""
    source: str
    """Whose numbers are its versions."""
    born: type[Event]
    """The event without which there is nothing to show yet."""
    folds: Folds
    tags: Tags
    facets: Facets
    filters: tuple[str, ...] = ()
    """Facets beside `stage` that a list may be narrowed by; each has an index."""
    by: str = "subject"
    """Field that names it in the events of others; its own speaker's subject otherwise."""
    part_of: str = ""
    """Facet that names the whole it is a part of: when the whole's words go, so do its own."""

    @property
    def collection(self) -> str:
        """Where its views are kept."""
        return f"view_{self.name.replace('-', '_')}"

    @property
    def indexes(self) -> tuple[Index, ...]:
        """One for every question a list may ask: of those who see all, and by tag of the others."""
        questions = (NEWEST, SOONEST, (("stage", 1), *NEWEST))
        whole = {self.part_of} - {"", *self.filters}
        narrowed = [((name, 1), *NEWEST) for name in (*self.filters, *whole)]
        return (*questions, *[(("tags", 1), *question) for question in questions], *narrowed)

    def target(self, heard: Envelope[Event]) -> str | None:
        """Id of the view an event is folded into; None: it does not concern this kind."""
        if type(heard.data) not in self.folds or (self.part_of and _whole(heard)):
            return None
        if self.by in type(heard.data).model_fields:
            return getattr(heard.data, self.by)
        return heard.subject

    def shows(self, view: Folded) -> bool:
        """Whether it can be read: its first event is here."""
        return view.count(self.born) > 0

    def listed(self, view: Folded) -> Mapping[str, Any]:
        """The facets of a view; none while it cannot be read, so no list has it."""
        return self.facets(view) if self.shows(view) else {}

    def told(self, view: Folded | None, heard: Envelope[Event], more: Iterable[str] = ()) -> Folded:
        """The view after one event more; `more` are tags this file cannot know."""
        event = heard.data
        told = fold(view, heard, self.folds[type(event)](event), (*self.tags(event), *more))
        return blanked(told) if told.get("redacted") else told


def _whole(heard: Envelope[Event]) -> bool:
    """Whether an event is about all parts of what it is about, and names none."""
    return isinstance(heard.data, Redacted)


def listed(view: Folded, **facets: Any) -> dict[str, Any]:
    """The facets every kind has, and more; what is None is left out."""
    own = {name: value for name, value in facets.items() if value is not None}
    times = {"created_at": view.created_at, "updated_at": view.updated_at}
    return {"tags": list(view.tags), **times, **own}


def stages(machine: Machine[Any]) -> Mapping[type[Event], Fold]:
    """For each event that moves a machine, a fold that writes the stage it leads to.

    Raises:
        ValueError: an event leads to several stages, so order would matter.
    """
    reached: dict[type[Event], set[Any]] = {}
    for state, row in machine.table.items():
        for kind, to in row.items():
            reached.setdefault(kind, set()).update({to} - {state})
    if torn := [kind for kind, states in reached.items() if len(states) > 1]:
        raise ValueError(f"not one stage: {torn}")
    return {kind: _stage(states) for kind, states in reached.items() if states}


def _stage(states: Iterable[Any]) -> Fold:
    stage = str(next(iter(states)))
    return lambda _: {"stage": stage}


def place(*territories: str | None) -> list[str]:
    """Tags for everybody posted at these territories."""
    return [f"place:{territory}" for territory in territories if territory]


def where(event: Any) -> list[str]:
    """Tags for everybody posted where an event's place is, for the streets that share it, and for
    those who step aside.

    Whoever steps aside 回避 gets no tag by which to see it; overseers, who need none, are kept out
    by the tag that names them.
    """
    recused: Collection[str] = getattr(event, "recused", ())
    at, street = getattr(event, "place", None), getattr(event, "street", None)
    path = open_path(at.path, recused)[1:] if at else ()
    named = (one for one in (street, *getattr(event, "joint", ())) if one not in recused)
    return [*place(*path, *named), *(f"aside:{id}" for id in recused)]


def unit(*organisations: str | None) -> list[str]:
    """Tags for everybody of these organisations."""
    return [f"unit:{organisation}" for organisation in organisations if organisation]


def person(*accounts: str | None) -> list[str]:
    """Tags for these accounts."""
    return [f"person:{account}" for account in accounts if account]


def assigned(*accounts: str) -> list[str]:
    """Tags for whoever is assigned from now on, instead of whoever was."""
    return [f"{NOW}{account}" for account in accounts or ("-",)]


def post(role: str, at: str) -> list[str]:
    """The tag for everybody who holds this post."""
    return [f"post:{role}:{at}"]
