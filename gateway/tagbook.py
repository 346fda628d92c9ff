"""Who may see an aggregate, remembered while it is busy.

Tags only grow, or pass on with an assignment, as in the view; what is missing is read from there.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby

from contracts.envelope import Envelope
from contracts.events.event import Event
from gateway.happening import own_kind
from gateway.kinds import targets
from gateway.scopes import grown
from gateway.views import Views

REMEMBERED = 3_000


class TagBook:
    """Tags by aggregate."""

    def __init__(self, views: Views) -> None:
        self._views = views
        self._tags: dict[str, frozenset[str]] = {}

    def learn(self, heard: Envelope[Event]) -> None:
        """Note what an event tells: all of it of what is born, more of what is known."""
        for kind, id in targets(heard):
            known = self._tags.get(id)
            if known is not None or type(heard.data) is kind.born:
                self._put(id, grown(known or (), kind.tags(heard.data)))

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
                self._put(id, frozenset(view.tags))
                found[id] = frozenset(view.tags)
        return found

    def _put(self, subject: str, tags: frozenset[str]) -> None:
        self._tags.pop(subject, None)
        self._tags[subject] = tags
        if len(self._tags) > REMEMBERED:
            del self._tags[next(iter(self._tags))]
