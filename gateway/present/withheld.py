"""A case of a restricted category (family, hardship) before somebody of the place who has no part
in it: that it is there, and whose it is, but nothing of what it says.

Only the post that holds it, and those above that post, need it (domain.md 9, 民法典 art. 1032).
"""

from typing import Any, TypeVar

from contracts.sentences import Sentence
from contracts.views.case import CaseRow
from contracts.words import Place, Point
from gateway.fold import Folded
from gateway.present.reader import Reader
from gateway.scopes import Sight

WITHHELD = Sentence("（涉个人隐私，仅承办岗位可见）", "(private: for whoever handles it)")
_COARSE = 2
"""Decimals of a degree: about a kilometre."""

View = TypeVar("View", bound=CaseRow)


def is_withheld(case: Folded, reader: Reader, sight: Sight, handles: bool) -> bool:
    """Whether this reader is kept from what the case says."""
    category = reader.city.categories.get(case.get("category"))
    restricted = category is not None and category.restricted
    return restricted and sight is Sight.LOCAL and not handles


def withheld(view: View) -> View:
    """The view without words, photos, names and the exact place."""
    blank: dict[str, Any] = {
        "text": WITHHELD.zh,
        "address": WITHHELD.zh,
        **{name: None for name in _WORDS if name in type(view).model_fields},
        **{name: () for name in _LISTS if name in type(view).model_fields},
    }
    if place := getattr(view, "place", None):
        blank["place"] = _coarse(place)
    return view.model_copy(update=blank)


_WORDS = ("about", "result", "feedback", "reason", "reporters", "reporter_names", "compound_name")
_LISTS = ("photos", "result_photos", "timeline", "help", "advisers")


def _coarse(place: Place) -> Place:
    path = place.path[:3]
    point = Point(lng=round(place.point.lng, _COARSE), lat=round(place.point.lat, _COARSE))
    return Place(point=point, address=WITHHELD.zh, territory=path[-1], path=path)
