"""Good values for a schema of the OpenAPI document, and what is inside of them. Pure."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from jsonschema import Draft202012Validator

Schema = Mapping[str, Any]

_PATTERNS: Final = {r"^\d{4}-(0[1-9]|1[0-2])$": "2026-11"}
_FORMATS: Final = {"date-time": "2026-12-01T08:00:00+08:00", "date": "2026-12-01"}
_WORD: Final = "a1"
"""Fits an id, a mark, a line."""


def _text(told: Schema) -> str:
    return _PATTERNS.get(told.get("pattern", ""), _FORMATS.get(told.get("format", ""), _WORD))


_PLAIN: Final[Mapping[str, Callable[[Schema], Any]]] = {
    "string": _text,
    "integer": lambda told: int(told.get("minimum", 1)),
    "number": lambda told: told.get("minimum", told.get("maximum", 1)),
    "boolean": lambda _: True,
}


class Samples:
    """Makes values as one document describes them."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._components = {"components": document["components"]}

    def resolved(self, schema: Schema) -> Schema:
        """What a schema says, without references; of several the first that is not null."""
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[-1]
            return self.resolved(self._components["components"]["schemas"][name])
        if "anyOf" in schema:
            return self.resolved(next(one for one in schema["anyOf"] if one != {"type": "null"}))
        return schema

    def validator(self, schema: Schema) -> Draft202012Validator:
        """Knows what the schema allows."""
        return Draft202012Validator({**schema, **self._components})

    def of(self, schema: Schema) -> Any:
        """A good value."""
        told = self.resolved(schema)
        if "enum" in told or "const" in told:
            return told["const"] if "const" in told else told["enum"][0]
        if "properties" in told:
            return {name: self.of(inner) for name, inner in told["properties"].items()}
        if kind_of(told) == "array":
            return [self.of(told["items"])] * max(1, told.get("minItems", 0))
        if kind_of(told) == "object":
            return dict.fromkeys((_key(told),), self.of(next(_values(told))))
        return _PLAIN[kind_of(told)](told)

    def filled(self, schema: Schema, example: Any) -> Any:
        """An example with every field the schema has."""
        told = self.resolved(schema)
        if example is None:
            return self.of(schema)
        if "properties" in told:
            known = {name: example.get(name) for name in told["properties"]}
            return {n: self.filled(told["properties"][n], v) for n, v in known.items()}
        if kind_of(told) == "array":
            return [self.filled(told["items"], one) for one in example] or self.of(schema)
        return example or self.of(schema)

    def inside(self, told: Schema, value: Any) -> Iterator[tuple[Any, Schema]]:
        """By which steps one goes on in a value, and what is said of what stands there."""
        if "properties" in told:
            yield from told["properties"].items()
        elif kind_of(told) == "array":
            yield 0, told["items"]
        elif kind_of(told) == "object":
            yield from ((next(iter(value)), inner) for inner in _values(told))


def kind_of(told: Schema) -> str:
    """The type a schema names; a constant and a choice are neither text nor number."""
    return "" if "enum" in told or "const" in told else told.get("type", "")


def _key(told: Schema) -> str:
    """A name a mapping may hold."""
    return told.get("propertyNames", {}).get("enum", [_WORD])[0]


def _values(told: Schema) -> Iterator[Schema]:
    """What is said of the values of a mapping."""
    if isinstance(more := told.get("additionalProperties"), Mapping):
        yield more
    yield from told.get("patternProperties", {}).values()
