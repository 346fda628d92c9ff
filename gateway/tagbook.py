"""Who may see an aggregate, remembered while it is busy.

Tags only grow, or pass on with an assignment, as in the view; what is missing is read from there.
Of a restricted case, and of whistles and tasks about it, nothing is remembered, as whoever holds it
changes: the tap leaves them to the tail, which asks the view.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby

from contracts.city import City
from contracts.envelope import Envelope
from contracts.events.case import CaseReported, CaseSorted
from contracts.events.event import Event
from gateway.districts import districts
from gateway.fold import Folded
from gateway.happening import own_kind
from gateway.kinds import CASES, TASKS, WHISTLES, targets
from gateway.present.withheld import narrowed, narrowed_work, private, restricted
from gateway.scopes import grown
from gateway.views import Views

REMEMBERED = 1_000
_CLASSING = frozenset({CaseReported, CaseSorted})
"""Events that say of which category a case is."""
_WORK = frozenset({WHISTLES.name, TASKS.name})
"""Kinds of what is done about cases."""


class TagBook:
    """Tags by aggregate."""

    def __init__(self, views: Views, city: City) -> None:
        self._views = views
        self._city = city
        self._districts = districts(city)
        self._tags: dict[str, frozenset[str]] = {}
        self._private: dict[str, int] = {}
        """Restricted cases, and the number of the event that said so."""
        self._closed: dict[str, None] = {}
        """Whistles and tasks about restricted cases."""

    def learn(self, heard: Envelope[Event]) -> None:
        """Note what an event tells: all of it of what is born, more of what is known."""
        if type(heard.data) in _CLASSING:
            self._reclass(heard.subject, getattr(heard.data, "category", None), heard.seq)
        closed = self._about_private(heard.data)
        for kind, id in targets(heard):
            if closed and kind.name in _WORK:
                self._close(id)
            if id in self._private or id in self._closed:
                continue
            known = self._tags.get(id)
            if known is not None or type(heard.data) is kind.born:
                tags = (*kind.tags(heard.data), *self._districts(heard.data))
                self._put(id, grown(known or (), tags))

    def get(self, subject: str) -> frozenset[str] | None:
        """The tags of an aggregate, if they are remembered."""
        return self._tags.get(subject)

    def forget(self, subjects: Iterable[str]) -> None:
        """Have them read from the view next time: something about them was missed."""
        for subject in subjects:
            self._tags.pop(subject, None)

    async def look(self, streams: Iterable[str]) -> Mapping[str, frozenset[str]]:
        """The tags of the aggregates of these streams; those nobody knows yet are missing."""
        subjects = {stream.split(":")[1]: stream.split(":")[0] for stream in streams}
        found = {s: tags for s in subjects if (tags := self._tags.get(s)) is not None}
        missing = [
            (own_kind(source, s).name, s) for s, source in subjects.items() if s not in found
        ]
        for name, group in groupby(sorted(missing), key=lambda one: one[0]):
            views = await self._views.many(name, [subject for _, subject in group])
            for id, view in views.items():
                found[id] = self._of(name, id, view)
        return found

    def _of(self, kind: str, id: str, view: Folded) -> frozenset[str]:
        """The tags of a view; it may be older than what was heard of its category."""
        if kind == CASES.name:
            self._reclass(id, view.get("category"), view.heads.get(CASES.source, 0))
        if kind in _WORK and private(view, self._city):
            self._close(id)
            return narrowed_work(view)
        if id in self._private:
            return narrowed(view)
        self._put(id, frozenset(view.tags))
        return frozenset(view.tags)

    def _about_private(self, event: Event) -> bool:
        """Whether an event says that what it is about is about a restricted case."""
        problems = getattr(event, "problems", ())
        told = (getattr(event, "category", None), *(one.category for one in problems))
        return any(restricted(category, self._city) for category in told)

    def _close(self, id: str) -> None:
        """Remember nothing of it but this."""
        self._tags.pop(id, None)
        self._closed[id] = None
        if len(self._closed) > REMEMBERED:
            del self._closed[next(iter(self._closed))]

    def _reclass(self, case: str, category: str | None, seq: int) -> None:
        """A case is of a category from now on, unless a later event said otherwise."""
        if self._private.get(case, 0) > seq:
            return
        self._private.pop(case, None)
        if restricted(category, self._city):
            self._tags.pop(case, None)
            self._private[case] = seq
        if len(self._private) > REMEMBERED:
            del self._private[next(iter(self._private))]

    def _put(self, subject: str, tags: frozenset[str]) -> None:
        self._tags.pop(subject, None)
        self._tags[subject] = tags
        if len(self._tags) > REMEMBERED:
            del self._tags[next(iter(self._tags))]
