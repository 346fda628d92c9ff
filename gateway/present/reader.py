"""For whom a view is made, and the parts every view has."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contracts.city import City
from contracts.sentences import Sentence
from contracts.summons import Problem
from contracts.views.view import Moment, Next
from contracts.views.wording import HAPPENED, MAY_MOVE, NEXT, NOBODY, NOTHING
from contracts.written import english
from gateway.fold import Folded, Line
from gateway.masks import facts, masked_deep, who
from gateway.matrix import EYES
from gateway.scopes import Scope, Sight


@dataclass(frozen=True)
class Reader:
    """Who reads, by which city pack, at what time."""

    scope: Scope
    city: City
    now: datetime

    @property
    def me(self) -> str:
        """The reader's account."""
        return self.scope.actor.id

    @property
    def units(self) -> frozenset[str]:
        """The organisations and places the reader is posted at."""
        return frozenset(post.at for post in self.scope.actor.posts)

    def name(self, id: str | None) -> str:
        """What people call a place, an organisation or a station."""
        known = (
            self.city.organisations.get(id or "")
            or self.city.territories.get(id or "")
            or self.city.directory.stations.get(id or "")
        )
        return known.name if known else id or ""

    def next(
        self, key: str, who: str | None, by: datetime | None, called: Sentence | None = None
    ) -> Next:
        """What happens next, by kind and stage; `called` names somebody the pack does not."""
        what = NEXT.get(key)
        if what is None:
            return Next(who_zh=NOBODY.zh, who_en=NOBODY.en, what_zh=NOTHING.zh, what_en=NOTHING.en)
        name = called or Sentence(self.name(who), self.name(who))
        return Next(
            who=who,
            who_zh=name.zh,
            who_en=name.en,
            what_zh=what.zh,
            what_en=what.en,
            **self.until(by),
        )

    def until(self, by: datetime | None) -> dict[str, Any]:
        """By when, and what is to be said of that time."""
        if by is None:
            return {}
        note = None if by < self.now or self.city.announced(by) else MAY_MOVE
        told = {"note_zh": note.zh, "note_en": note.en} if note else {}
        return {"by": by, "late": by < self.now, **told}

    def timeline(
        self,
        view: Folded,
        sight: Sight,
        *,
        hidden: Iterable[str] = (),
        shows: Callable[[Line], bool] = lambda _: True,
    ) -> tuple[Moment, ...]:
        """The timeline as this reader may see it. `hidden` are accounts it may not know of."""
        unknown = frozenset(hidden)
        return tuple(self._moment(line, sight, unknown) for line in view.timeline if shows(line))

    def _moment(self, line: Line, sight: Sight, hidden: frozenset[str]) -> Moment:
        words = HAPPENED[line.type]
        return Moment(
            time=line.time,
            type=line.type,
            source=line.source,
            seq=line.seq,
            by=who(line, sight, self.me, hidden),
            what_zh=words.zh,
            what_en=words.en,
            facts=_readable(facts(line, sight, reporters_known=not hidden and sight > Sight.OWN)),
        )


def _readable(told: dict[str, Any]) -> dict[str, Any]:
    """What was said, with the English beside a reason that nobody typed."""
    words = english(told.get("reason"))
    return {**told, "reason_en": words} if words else told


def problems(view: Folded, sight: Sight) -> tuple[Problem, ...]:
    """The problems of a summons; a department is not told which case each is."""
    stated: list[dict[str, Any]] = view.get("problems", [])
    hides = {"case_id": None} if sight is Sight.CALLED else {}
    return tuple(Problem.model_validate(shown({**one, **hides}, sight)) for one in stated)


def shown(value: Any, sight: Sight) -> Any:
    """A value with as much of the numbers in its texts as the reader may know."""
    return value if value is None or sight is Sight.OWN else masked_deep(value, EYES[sight])
