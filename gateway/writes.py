"""The words a fold's table is written in: what an event writes into a view."""

from collections.abc import Sequence
from typing import Any, cast

from pydantic import BaseModel

from gateway.fold import Fields, Fold


def takes(*names: str, **renamed: str) -> Fold:
    """A fold that copies fields of the event, some under another name."""
    wanted = {**{name: name for name in names}, **renamed}
    return lambda event: {to: plain(getattr(event, name)) for to, name in wanted.items()}


def sets(**values: Any) -> Fold:
    """A fold that writes the same values whatever the event says."""
    return lambda _: values


def both(*folds: Fold) -> Fold:
    """Several folds in one."""
    return lambda event: {name: value for one in folds for name, value in one(event).items()}


def below(prefix: str, key: str, inner: Fold) -> Fold:
    """A fold below a path, `prefix/<the event's key>/…`."""

    def write(event: Any) -> Fields:
        path = f"{prefix}/{getattr(event, key)}"
        return {f"{path}/{name}": value for name, value in inner(event).items()}

    return write


def plain(value: Any) -> Any:
    """A value as it is stored: models as mappings, tuples as lists."""
    if isinstance(value, BaseModel):
        return value.model_dump()
    if isinstance(value, tuple | list):
        return [plain(one) for one in cast(Sequence[Any], value)]
    return value
