"""Hostile forms: of the routes that take no JSON. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

FORM: Final = "application/x-www-form-urlencoded"
MULTIPART: Final = "multipart/form-data"
_PART: Final = "--edge\r\ncontent-disposition: form-data; {}\r\n\r\n{}\r\n--edge--\r\n"
_JSON: Final = "application/json"


class Sent(NamedTuple):
    """What somebody sends where a form is due."""

    why: str
    kind: str
    body: bytes


def forms(kind: str, schema: Mapping[str, Any]) -> Iterator[Sent]:
    """What must be refused where a form of this kind is due."""
    yield Sent("nothing", kind, b"")
    yield Sent("JSON", _JSON, b'{"file": "photo.jpg", "username": "ann", "password": "x"}')
    yield Sent("JSON that says it is a form", kind, b'{"file": "photo.jpg"}')
    yield from _fields(schema) if kind == FORM else _parts()


def _fields(schema: Mapping[str, Any]) -> Iterator[Sent]:
    needed = schema.get("required", ())
    for missing in needed:
        rest = "&".join(f"{name}=x" for name in needed if name != missing)
        yield Sent(f"without {missing}", FORM, rest.encode())
        yield Sent(f"with two of another than {missing}", FORM, f"{rest}&{rest}".encode())


def _parts() -> Iterator[Sent]:
    sealed = f"{MULTIPART}; boundary=edge"
    yield Sent("without a boundary", MULTIPART, _PART.format('name="file"', "x").encode())
    yield Sent("another boundary", f"{MULTIPART}; boundary=x", _PART.format("", "x").encode())
    yield Sent("no file", sealed, _PART.format('name="note"', "x").encode())
    yield Sent("words for a file", sealed, _PART.format('name="file"', "x").encode())
    for name in ("photo.jpg", "..%2f..%2fpack.zip", "a\x00b.csv", "pack.zip"):
        told = f'name="file"; filename="{name}"'
        yield Sent(f"rubbish as {name!r}", sealed, _PART.format(told, "\x00\x01\x02PK").encode())
