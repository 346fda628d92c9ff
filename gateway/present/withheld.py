"""A case of a restricted category (family, hardship) before somebody of the place who has no part
in it: that it is there, and whose it is, but nothing of what it says.

Rule 1: only the post that holds it, and those above that post, need it (domain.md 9, 民法典 art.
1032); once it is over, the post that held it last and those above, who answer for it. Overseers
(the auditor) see it as they see everything.
Rule 2: a whistle on such a case is its street's: of the rest of the place only who drafted it, and
the community while its word is awaited, read what it says. So are the tasks of its departments.
Rule 3: rows, the whole view, photos, bundles, reveals and the live stream all ask here.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from contracts.city import City
from contracts.sentences import Sentence
from contracts.views.case_work import Came, Work
from contracts.words import Place, Point
from gateway.fold import Folded
from gateway.kinds.kind import place
from gateway.scopes import Scope, Sight

WITHHELD = Sentence("（涉个人隐私，仅承办岗位可见）", "(private: for whoever handles it)")
_COARSE = 2
"""Decimals of a degree: about a kilometre."""

View = TypeVar("View", bound=BaseModel)


def restricted(category: str | None, city: City) -> bool:
    """Whether cases of a category are for whoever handles them only."""
    known = city.categories.get(category or "")
    return known is not None and known.restricted


def holders(case: Folded) -> tuple[str, ...]:
    """The territory that holds a case, or held it last, and those above it."""
    return above(case, case.get("owner") or case.get("held_by"))


def above(case: Folded, owner: Any) -> tuple[str, ...]:
    """The territories from the top down to an owner; down to the street for any other body."""
    path = tuple(case.get("place")["path"])
    if owner is None:
        return ()
    depth = path.index(owner["at"]) if owner["at"] in path else 1
    return path[: depth + 1]


def is_withheld(case: Folded, scope: Scope, city: City) -> bool:
    """Whether this reader is kept from what the case says."""
    if not restricted(case.get("category"), city) or scope.sight(case.tags) is not Sight.LOCAL:
        return False
    return not {post.at for post in scope.actor.posts}.intersection(holders(case))


def narrowed(case: Folded) -> frozenset[str]:
    """The tags of a restricted case less those of places that have no part in it."""
    own = frozenset(place(*holders(case)))
    return frozenset(tag for tag in case.tags if not tag.startswith("place:") or tag in own)


def private(work: Folded, city: City) -> bool:
    """Whether a whistle or a task is about such a case."""
    problems = work.get("problems") or ()
    told = (work.get("case_category"), *(one["category"] for one in problems))
    return any(restricted(category, city) for category in told)


def part_in(work: Folded) -> frozenset[str]:
    """The territories that have a part in such a whistle or task: the street, and who is asked."""
    at = work.get("place") or work.get("case_place")
    asked = (work.get("community"),) if work.get("needs_endorsement") else ()
    joint = work.get("joint") or ()
    return frozenset((*(at["path"][:2] if at else ()), work.get("street"), *asked, *joint))


def narrowed_work(work: Folded) -> frozenset[str]:
    """The tags of such a whistle or task less those of places that have no part in it."""
    own = frozenset(place(*part_in(work)))
    return frozenset(tag for tag in work.tags if not tag.startswith("place:") or tag in own)


def is_withheld_work(work: Folded, scope: Scope, city: City) -> bool:
    """Whether this reader is kept from what a whistle or a task on such a case says."""
    drafted = work.get("drafter") == scope.actor.id
    if not private(work, city) or drafted or scope.sight(work.tags) is not Sight.LOCAL:
        return False
    return scope.sight(narrowed_work(work)) is not Sight.LOCAL


_KEPT_FROM: Final[Mapping[str, Callable[[Folded, Scope, City], bool]]] = {
    "cases": is_withheld,
    "whistles": is_withheld_work,
    "tasks": is_withheld_work,
}


def hides(kind: str, view: Folded, scope: Scope, city: City) -> bool:
    """Whether what a view of any kind says is kept from this reader."""
    rule = _KEPT_FROM.get(kind)
    return rule is not None and rule(view, scope, city)


def withheld(view: View) -> View:
    """The view without words, photos, names and the exact place."""
    fields = type(view).model_fields
    blank: dict[str, Any] = {
        **{name: WITHHELD.zh for name in _WORDS if name in fields},
        **{name: _nothing(fields[name]) for name in _MAYBE if name in fields},
        **{name: () for name in _LISTS if name in fields},
    }
    told: Any = view
    if "place" in fields:
        blank["place"] = _coarse(told.place) if told.place else None
    if "problems" in fields:
        hidden = {"text": WITHHELD.zh, "case_id": None}
        blank["problems"] = tuple(one.model_copy(update=hidden) for one in told.problems)
    if "work" in fields:
        blank["came"] = Came()
        blank["work"] = Work(tier_zh=told.work.tier_zh, tier_en=told.work.tier_en)
    return view.model_copy(update=blank)


def _nothing(field: FieldInfo) -> Any:
    """What stands in a field that may be empty, or must hold a word."""
    return WITHHELD.zh if field.is_required() else field.get_default(call_default_factory=True)


_WORDS = ("text", "address")
_MAYBE = (
    *("about", "result", "feedback", "reason", "pointer", "reporters", "reporter_names"),
    *("compound_name", "tried", "ratified", "returned_for", "opinion", "closing_reason", "drafter"),
    *("note", "contacted", "measures", "handler", "person", "assessment", "known", "outcome"),
)
_LISTS = (
    *(
        "offers",
        "photos",
        "result_photos",
        "timeline",
        "help",
        "advisers",
        "calls",
        "awaits",
        "silent",
        "chain",
    ),
    *(
        "shown",
        "joint",
        "proposed",
        "thread",
        "answer_times",
        "meetings",
        "agreed",
        "ends",
        "rulings",
    ),
    "assessments",
)


def _coarse(exact: Place) -> Place:
    path = exact.path[:3]
    point = Point(lng=round(exact.point.lng, _COARSE), lat=round(exact.point.lat, _COARSE))
    return Place(point=point, address=WITHHELD.zh, territory=path[-1], path=path)
