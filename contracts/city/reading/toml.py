"""A TOML file of a pack, read into a model; what the model refuses becomes problems."""

import tomllib
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from contracts.city.reading.source import Source

Read = TypeVar("Read")


def load(source: Source, file: str) -> Mapping[str, Any]:
    """Return the tables of a file; none when it cannot be read."""
    text = source.text(file)
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        source.wrong(file, None, None, "unreadable", detail=error)
        return {}
    if not found and file in source.files:
        source.wrong(file, None, None, "empty_file")
    return found


def fit(
    source: Source, file: str, model: TypeAdapter[Read], found: object, *under: str
) -> Read | None:
    """Return what was found as the model; None, with every reason noted, when it does not fit.

    `under` names the tables it stands in, so that a complaint says where.
    """
    try:
        return model.validate_python(found)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            where = ".".join(map(str, (*under, *fault["loc"]))) or None
            detail = fault["msg"].removeprefix("Value error, ")
            source.wrong(file, None, where, "bad_value", detail=detail)
        return None
