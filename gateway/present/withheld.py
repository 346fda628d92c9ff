"""A case of a restricted category (family, hardship) before somebody of the place who has no part
in it: that it is there, and whose it is, but nothing of what it says.

Rule 1: only the post that holds it, and those above that post, need it (domain.md 9, 民法典 art.
1032); once it is over, the post that held it last and those above, who answer for it. Overseers
(the auditor) see it as they see everything.
Rule 2: rows, the whole view, photos, bundles, reveals and the live stream all ask here.
"""

from typing import Any, TypeVar

from contracts.city import City
from contracts.sentences import Sentence
from contracts.views.case import CaseRow
from contracts.words import Place, Point
from gateway.fold import Folded
from gateway.kinds.kind import place
from gateway.scopes import Scope, Sight

WITHHELD = Sentence("（涉个人隐私，仅承办岗位可见）", "(private: for whoever handles it)")
_COARSE = 2
"""Decimals of a degree: about a kilometre."""

View = TypeVar("View", bound=CaseRow)


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


def withheld(view: View) -> View:
    """The view without words, photos, names and the exact place."""
    blank: dict[str, Any] = {
        "text": WITHHELD.zh,
        "address": WITHHELD.zh,
        **{name: None for name in _WORDS if name in type(view).model_fields},
        **{name: () for name in _LISTS if name in type(view).model_fields},
    }
    if exact := getattr(view, "place", None):
        blank["place"] = _coarse(exact)
    return view.model_copy(update=blank)


_WORDS = ("about", "result", "feedback", "reason", "reporters", "reporter_names", "compound_name")
_LISTS = ("photos", "result_photos", "timeline", "help", "advisers")


def _coarse(exact: Place) -> Place:
    path = exact.path[:3]
    point = Point(lng=round(exact.point.lng, _COARSE), lat=round(exact.point.lat, _COARSE))
    return Place(point=point, address=WITHHELD.zh, territory=path[-1], path=path)
