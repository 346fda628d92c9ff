"""A plain example of what a schema describes: for golden files and for the documents."""

from collections.abc import Callable, Mapping
from re import search
from typing import Any, cast

from contracts.schema import Schema

_TEXTS = ("火 lane blocked", "x1", "2026-11", "4 wh", "> 1/2")
"""Of these, the first that fits a pattern."""
_STRINGS: Mapping[str, str] = {"date-time": "2026-11-22T08:00:00Z", "date": "2026-11-22"}


def sample(schema: Schema, defs: Schema | None = None) -> Any:
    """One value the schema accepts, always the same one."""
    defs = cast(Schema, schema.get("$defs", {})) if defs is None else defs
    if "$ref" in schema:
        return sample(defs[schema["$ref"].rsplit("/", 1)[-1]], defs)
    for key in ("const", "default", "enum", "anyOf"):
        if schema.get(key) is not None:
            return _CHOICES[key](schema[key], defs)
    return _TYPES[schema["type"]](schema, defs)


def _string(schema: Schema, _: Schema) -> str:
    if "format" in schema:
        return _STRINGS[schema["format"]]
    return next(text for text in _TEXTS if search(schema.get("pattern", ""), text))


def _array(schema: Schema, defs: Schema) -> list[Any]:
    return [sample(schema["items"], defs)]


def _object(schema: Schema, defs: Schema) -> dict[str, Any]:
    named = {name: sample(part, defs) for name, part in schema.get("properties", {}).items()}
    extra = schema.get("additionalProperties")
    return {"x1": sample(cast(Schema, extra), defs)} if isinstance(extra, Mapping) else named


_CHOICES: Mapping[str, Callable[[Any, Schema], Any]] = {
    "const": lambda value, _: value,
    "default": lambda value, _: value,
    "enum": lambda values, _: values[0],
    "anyOf": lambda parts, defs: sample(parts[0], defs),
}

_TYPES: Mapping[str, Callable[[Schema, Schema], Any]] = {
    "string": _string,
    "integer": lambda schema, _: int(schema.get("minimum", 1)),
    "number": lambda schema, _: schema.get("minimum", 1.5),
    "boolean": lambda _, __: True,
    "array": _array,
    "object": _object,
    "null": lambda _, __: None,
}
