"""Services and service requests in the words of Open311. Pure.

What anybody may read holds no word a person typed and no house number: the category, the community,
a point of some hundred metres. Whoever reported it sees the rest with their own key.
"""

from collections.abc import Mapping
from typing import Any

from contracts.city import City
from contracts.city.category import Category
from contracts.lifecycle import CaseStage
from contracts.sentences import Language
from contracts.views.wording import NEXT
from gateway.fold import Folded
from gateway.masks import reporters
from gateway.open311.form import Item

OVER = frozenset({CaseStage.CLOSED, CaseStage.MERGED, CaseStage.REFUSED, CaseStage.WITHDRAWN})
_COARSE = 3
"""Decimals of a degree anybody is shown: some hundred metres."""
CONFIDENTIAL: Mapping[str, Any] = {
    "variable": True,
    "code": "confidential",
    "datatype": "singlevaluelist",
    "required": False,
    "datatype_description": "是否保密 Keep my name from everybody who handles it",
    "order": 1,
    "description": "保密 Confidential",
    "values": [{"key": "true", "name": "是 yes"}, {"key": "false", "name": "否 no"}],
}


def service(category: Category, language: Language) -> Item:
    """A category as a service."""
    name = category.name_zh if language == "zh" else category.name_en
    return {
        "service_code": category.code,
        "service_name": name,
        "description": name,
        "metadata": True,
        "type": "realtime",
        "keywords": f"{category.name_zh},{category.name_en}",
        "group": category.group,
    }


def definition(category: Category) -> Item:
    """What is asked beside the place and the words."""
    return {"service_code": category.code, "attributes": [CONFIDENTIAL]}


def public(case: Folded, city: City) -> bool:
    """Whether anybody may know that there is such a case."""
    category = city.categories.get(case.get("category"))
    return not case.get("confidential") and not (category and category.restricted)


def request(case: Folded, city: City, language: Language, me: str | None = None) -> Item:
    """A case as a service request, for anybody or for whoever reported it."""
    mine, place = me in reporters(case), case.get("place")
    path, point = place["path"], place["point"]
    status = case.get("stage")
    step = NEXT.get(f"case.{status}")
    where = city.territories.get(path[min(2, len(path) - 1)])
    return {
        "service_request_id": case.get("number"),
        "status": "closed" if status in OVER else "open",
        "status_notes": case.get("feedback") if mine else step and getattr(step, language),
        "service_name": city.label(f"category.{case.get('category')}", language),
        "service_code": case.get("category"),
        "description": case.get("text") if mine else None,
        "agency_responsible": _agency(case, city),
        "service_notice": step and getattr(step, language),
        "requested_datetime": case.created_at.isoformat(timespec="seconds"),
        "updated_datetime": case.updated_at.isoformat(timespec="seconds"),
        "expected_datetime": due.isoformat(timespec="seconds")
        if (due := case.get("due_at"))
        else None,
        "address": place["address"] if mine else where and where.name,
        "address_id": None,
        "zipcode": None,
        "lat": point["lat"] if mine else round(point["lat"], _COARSE),
        "long": point["lng"] if mine else round(point["lng"], _COARSE),
        "media_url": None,
    }


def _agency(case: Folded, city: City) -> str | None:
    owner = case.get("owner")
    known = owner and (city.organisations.get(owner["at"]) or city.territories.get(owner["at"]))
    return known.name if known else None
