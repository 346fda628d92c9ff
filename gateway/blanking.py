"""A view once its speaker said that the personal data are gone. Pure.

It is done again after every fold, to everything there is: so it does not matter when that was
heard, or what comes after it. Words of the past go altogether; the events keep what may be kept.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, cast

from contracts.redaction import (
    ANYBODY,
    FILE,
    GONE,
    GROUPS,
    NAMED,
    PEOPLE,
    PHOTOS,
    Depth,
    coarse,
    starred,
)
from gateway.fold import Folded, Line
from gateway.scopes import NOW

REPORTERS: Final = "reporters/"
PLACES: Final = frozenset({"place", "case_place"})
TYPED: Final = frozenset(
    {
        *("text", "feedback", "result", "reason", "pointer", "note", "measures", "words"),
        *("title", "provider_name", "plan", "honour", "answer", "first_reason", "tried"),
        *("comment", "appeal", "ruling", "opinion", "word", "basis", "closing_reason", "label"),
        *("decision", "ratified", "returned_for", "bundle_title", "petition_to", "motion"),
        *("exempt", "street_comment", "group_name"),
    }
)
"""Fields of views that hold what a person typed; others may, unless what they hold is an id."""
ABOUT: Final = frozenset({"beneficiary", "subject", "on_behalf_of", "mandate"})
WHO: Final = frozenset({"name", "phone", "address", "by", "to"})
_IDENTIFIER: Final = re.compile(r"[A-Za-z0-9_.:@/-]{1,80}")


def blanked(view: Folded) -> Folded:
    """The view without what names a person; without any typed word at the second depth."""
    depth = Depth(view.get("redacted"))
    fields = {
        name: _filed(name, value, depth)
        for name, value in view.fields.items()
        if not name.startswith(REPORTERS)
    }
    return Folded.model_construct(
        fields=fields,
        heads=view.heads,
        tags=tuple(tag for tag in view.tags if not tag.startswith(("person:", NOW))),
        seen=view.seen,
        created_at=view.created_at,
        updated_at=view.updated_at,
        stamps={n: seq for n, seq in view.stamps.items() if not n.startswith(REPORTERS)},
        lines=tuple(map(_line, view.lines)),
    )


def _filed(path: str, value: Any, depth: Depth) -> Any:
    """Of a procedure's file, whoever is named and whatever was shown goes with the identity."""
    top, name = path.split("/", 1)[0], path.rsplit("/", 1)[-1]
    if top in GROUPS and name == "ids":
        return _nobody(value)
    return _shown(value) if top in FILE else _field(name, value, depth)


def _shown(value: Any) -> Any:
    if isinstance(value, str):
        return GONE
    if isinstance(value, list | tuple):
        return [_shown(one) for one in cast("list[Any]", value)]
    if isinstance(value, Mapping):
        return {key: _shown(one) for key, one in cast("Mapping[str, Any]", value).items()}
    return value


def _field(name: str, value: Any, depth: Depth) -> Any:
    if value is None:
        return None
    if name in PEOPLE:
        return _nobody(value)
    if name in PLACES:
        return _place(value)
    if name in PHOTOS or name.endswith("_photos"):
        return []
    if name in NAMED:
        return GONE
    if isinstance(value, str) and (name in TYPED or not _IDENTIFIER.fullmatch(value)):
        return GONE if depth is Depth.WHOLE else starred(value)
    return _nameless(cast("Any", value)) if name in ABOUT else _inside(value, depth)


def _nobody(value: Any) -> Any:
    return ANYBODY if isinstance(value, str) else [ANYBODY for _ in value]


def _nameless(about: Mapping[str, Any]) -> dict[str, Any]:
    """Whom something is about or was said for, less name, phone and door."""
    return {
        name: GONE if name in WHO and one is not None else _field(name, one, Depth.WHOLE)
        for name, one in about.items()
    }


def _inside(value: Any, depth: Depth) -> Any:
    if isinstance(value, Mapping):
        mapping = cast("Mapping[str, Any]", value)
        return {name: _field(name, one, depth) for name, one in mapping.items()}
    if isinstance(value, list | tuple):
        return [_field("", one, depth) for one in cast("list[Any]", value)]
    return value


def _place(value: Any) -> Any:
    return {**coarse(value), "path": list(coarse(value)["path"])}


def _line(text: str) -> str:
    id, _, told = text.partition(" ")
    line = Line.model_validate_json(told)
    by = line.by if line.by == "clock" else ANYBODY
    return f"{id} {line.model_copy(update={'by': by, 'facts': {}}).model_dump_json()}"
