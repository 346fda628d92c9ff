"""What is taken out of events and states when their time is over, or when a person leaves. Pure.

Rule 1: what a person typed is known by its type (`Words`, `Line`), so what is added later is not
forgotten. Rule 2: it is the same however often it is done, and by whatever depth before.
Rule 3: ids, numbers, categories, times and results stay: what was counted can be counted again.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final, TypeVar, cast, get_args

from pydantic import AfterValidator, BaseModel
from pydantic.fields import FieldInfo

from contracts.channels import Behalf, Mandate
from contracts.events.redacted import Depth, Redacted
from contracts.identifying import without
from contracts.offering import Beneficiary
from contracts.visiting import Subject
from contracts.words import Place, Point, printable

__all__ = ["ANYBODY", "GONE", "Depth", "Redacted", "coarse", "people", "redacted", "starred"]

Model = TypeVar("Model", bound=BaseModel)

GONE: Final = "（已删除）"
ANYBODY: Final = "anybody"
"""Stands where a reporter's account stood."""
PEOPLE: Final = frozenset(
    {
        *("reporter", "reporters", "asker", "account", "accounts", "resident", "residents"),
        *("maker", "sender", "stated_by", "taken_off"),
    }
)
"""Accounts of those who reported, asked, registered, wrote or helped, or live somewhere."""
NAMED: Final = frozenset({"handler", "person", "contacted", "sponsor"})
"""Names of people somebody typed."""
ABOUT: Final = (Beneficiary, Subject, Behalf, Mandate)
"""Whom something is about, or was said for: of these every word goes with the identity."""
WORDS: Final = frozenset({"text"})
"""Typed words that a state keeps as plain text."""
PHOTOS: Final = frozenset({"photos"})
EMPTIED: Final = PHOTOS | {"consents"}
"""Of these nothing is left; consents are kept by the names of those who gave them."""
GROUPS: Final = frozenset({"named"})
"""Accounts named on a file, by group."""
FILE: Final = frozenset({"fields", "known"})
"""What a procedure's steps had to show, parties and agreements: it goes with the identity."""
MADE: Final = frozenset({"readers", "digest"})
"""Lines the software itself made, and finds things by."""
COMMUNITY: Final = 3
"""How many territories of a path are left: district, street, community."""
COARSE: Final = 2
"""Decimals of a degree that are left: about a kilometre."""


def redacted(model: Model, depth: Depth) -> Model:
    """Return the model without what names a person, or without any typed word."""
    changes = {
        name: _field(name, getattr(model, name), field, depth)
        for name, field in type(model).model_fields.items()
    }
    return model.model_copy(update=changes)


def people(model: BaseModel) -> Iterator[str]:
    """The accounts of those who reported, wherever they are named."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        if name in PEOPLE and value:
            yield from (value,) if isinstance(value, str) else value


def coarse(place: Mapping[str, Any]) -> dict[str, Any]:
    """A place as a mapping, cut at the community."""
    path = tuple(place["path"][:COMMUNITY])
    point = place["point"]
    rounded = {"lng": round(point["lng"], COARSE), "lat": round(point["lat"], COARSE)}
    return {
        **place,
        "point": rounded,
        "address": GONE,
        "territory": path[-1] if path else place["territory"],
        "path": path,
    }


def starred(text: str) -> str:
    """The text without phone and identity numbers."""
    return without(text, _stars, _stars)


def _stars(digits: str) -> str:
    return "*" * len(digits)


def _field(name: str, value: Any, field: FieldInfo, depth: Depth) -> Any:
    if value is None or name in MADE:
        return value
    if name in PEOPLE:
        return nobody(value)
    if name in EMPTIED:
        return type(value)()
    if isinstance(value, Mapping) and name in GROUPS:
        return _each(nobody, value)
    if isinstance(value, Mapping) and name in FILE:
        return _words(value, Depth.WHOLE)
    typed = _typed(field.annotation) or _checked(field.metadata)
    if typed or name in NAMED or name in WORDS:
        return _words(value, Depth.WHOLE if name in NAMED else depth)
    return _inside(value, depth)


def nobody(value: Any) -> Any:
    """As many times nobody as there were accounts."""
    return ANYBODY if isinstance(value, str) else tuple(ANYBODY for _ in value)


def _words(value: Any, depth: Depth) -> Any:
    if isinstance(value, str):
        return GONE if depth is Depth.WHOLE else starred(value)
    if isinstance(value, tuple | list):
        return tuple(_words(one, depth) for one in cast("tuple[Any, ...]", value))
    if isinstance(value, Mapping):
        return _each(partial(_words, depth=depth), value)
    return _inside(value, depth)


def _inside(value: Any, depth: Depth) -> Any:
    if isinstance(value, Place):
        return Place.model_validate(coarse(value.model_dump()))
    if isinstance(value, ABOUT):
        return redacted(value, Depth.WHOLE)
    if isinstance(value, Point):
        return Point(lng=round(value.lng, COARSE), lat=round(value.lat, COARSE))
    if isinstance(value, BaseModel):
        return redacted(value, depth)
    if isinstance(value, tuple | list):
        return tuple(_inside(one, depth) for one in cast("tuple[Any, ...]", value))
    return _each(partial(_inside, depth=depth), value) if isinstance(value, Mapping) else value


def _each(change: Callable[[Any], Any], values: Any) -> dict[str, Any]:
    return {key: change(one) for key, one in cast("Mapping[str, Any]", values).items()}


def _typed(annotation: Any) -> bool:
    """Whether a person types it: it is checked for what may be printed."""
    return _checked(getattr(annotation, "__metadata__", ())) or any(
        _typed(one) for one in get_args(annotation)
    )


def _checked(metadata: Any) -> bool:
    return any(isinstance(one, AfterValidator) and one.func is printable for one in metadata)
