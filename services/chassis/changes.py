"""What a write says of a state: the parts that are others than before, never the whole again.

Rule 1: states are never changed in place, so a part that is the same object is the same.
Rule 2: a mapping or a sequence is looked into, and the models in it, and nothing deeper; where
something went, where more than one thing came (their order would be lost) or where a key is no name
in a path, it is written whole.
Rule 3: of what grows at its end, only what came.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias, cast

from pydantic import BaseModel

Parts: TypeAlias = dict[Any, "Literal[True] | Parts"]
"""What changed, by field, key or index: wholly, or these parts of it. Pydantic's `include`."""
_Pair: TypeAlias = tuple[Any, object, object]
"""A field, key or index, what was there, what is there now."""

_ABSENT: Final = object()


def changed(before: BaseModel, after: BaseModel) -> Parts:
    """Return which parts of a state are others than before."""
    return _parts(_fields(before, after), _inside)


def paths(parts: Parts, dumped: Any) -> Iterator[tuple[str, Any]]:
    """Yield the path and the value of each part, of a state dumped with `include=parts`."""
    named = isinstance(dumped, Mapping)
    values = cast(Mapping[Any, Any], dumped) if named else dict(zip(parts, dumped, strict=True))
    for name, part in parts.items():
        if part is True:
            yield str(name), values[name]
        else:
            yield from ((f"{name}.{path}", value) for path, value in paths(part, values[name]))


def begins(before: Sequence[Any], after: Sequence[Any]) -> bool:
    """Whether a sequence still begins with all that was there before."""
    return tuple(after[: len(before)]) == tuple(before)


def _parts(
    pairs: Iterable[_Pair], look: Callable[[object, object], Literal[True] | Parts]
) -> Parts:
    found = ((name, look(old, new)) for name, old, new in pairs if new is not old)
    return {name: part for name, part in found if part}


def _fields(before: BaseModel, after: BaseModel) -> Iterator[_Pair]:
    for name in type(after).model_fields:
        yield name, getattr(before, name), getattr(after, name)


def _inside(old: object, new: object) -> Literal[True] | Parts:
    pairs = _elements(old, new)
    return True if pairs is None else _parts(pairs, _element)


def _element(old: object, new: object) -> Literal[True] | Parts:
    if isinstance(old, BaseModel) and isinstance(new, BaseModel) and type(old) is type(new):
        return _parts(_fields(old, new), lambda _, __: True)
    return True


def _elements(old: object, new: object) -> Iterable[_Pair] | None:
    """What is in two mappings or sequences, side by side; None where it must be written whole."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return _keyed(cast(Mapping[Any, Any], old), cast(Mapping[Any, Any], new))
    if isinstance(old, tuple) and isinstance(new, tuple):
        was, now = cast(tuple[Any, ...], old), cast(tuple[Any, ...], new)
        return zip(range(len(now)), was, now, strict=True) if len(was) == len(now) else None
    return None


def _keyed(old: Mapping[Any, Any], new: Mapping[Any, Any]) -> Iterable[_Pair] | None:
    pairs = ((key, old.get(key, _ABSENT), value) for key, value in new.items())
    others = [pair for pair in pairs if pair[1] is not pair[2]]
    came = sum(was is _ABSENT for _, was, _ in others)
    whole = came > 1 or len(new) - came < len(old) or not all(_names(key) for key, _, _ in others)
    return None if whole else others


def _names(key: object) -> bool:
    """Whether a key can stand in a path."""
    return isinstance(key, str) and key != "" and not {".", "$", "\0"} & set(key)
