"""The schema of every event, as its speaker promises it and as its readers accept it.

A speaker's schema is closed (nothing but these fields is ever said); a reader's is open (a newer
speaker may say more). Titles and descriptions are left out: a reworded docstring is no new version.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, cast

from contracts.events.event import Event

Schema: TypeAlias = Mapping[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def spoken(kind: type[Event]) -> dict[str, Any]:
    """What a speaker of this event promises: closed."""
    schema = kind.model_json_schema(mode="serialization")
    return {"$schema": DRAFT, **_without(schema, _is_prose)}


def read(schema: Schema) -> dict[str, Any]:
    """What a reader of the same event accepts: open at every depth."""
    return _without(schema, _closes)


def _is_prose(name: str, value: object) -> bool:
    return name in {"title", "description"} and isinstance(value, str)


def _closes(name: str, value: object) -> bool:
    return name == "additionalProperties" and value is False


def _without(part: Any, unwanted: Callable[[str, object], bool]) -> Any:
    if isinstance(part, Mapping):
        fields = cast(Schema, part)
        return {
            name: _without(value, unwanted)
            for name, value in fields.items()
            if not unwanted(name, value)
        }
    if isinstance(part, list):
        return [_without(item, unwanted) for item in cast(list[Any], part)]
    return part
