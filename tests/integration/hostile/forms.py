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
    field: str | None = None
    """What is to be named."""


def forms(kind: str, schema: Mapping[str, Any]) -> Iterator[Sent]:
    """What must be refused where a form of this kind is due."""
    yield Sent("nothing", kind, b"")
    yield Sent("JSON", _JSON, b'{"file": "photo.jpg", "username": "ann", "password": "x"}')
    yield Sent("JSON that says it is a form", kind, b'{"file": "photo.jpg"}')
    yield from _fields(schema) if kind == FORM else _parts(schema)


def _fields(schema: Mapping[str, Any]) -> Iterator[Sent]:
    needed = schema.get("required", ())
    for missing in needed:
        rest = "&".join(f"{name}=x" for name in needed if name != missing)
        yield Sent(f"without {missing}", FORM, rest.encode())
        yield Sent(f"with two of another than {missing}", FORM, f"{rest}&{rest}".encode())
    good = "&".join(f"{name}=x" for name in needed)
    yield Sent("with a field nobody knows", FORM, f"{good}&nonsense=1".encode(), "nonsense")
    for name in schema["properties"]:
        twice = f"{good}&{name}=&{name}="
        yield Sent(f"with two of {name}", FORM, twice.encode(), name)
    yield Sent("no UTF-8", FORM, f"{good}&{needed[0]}=%ff".encode(), needed[0])


def _parts(schema: Mapping[str, Any]) -> Iterator[Sent]:
    sealed = f"{MULTIPART}; boundary=edge"
    yield Sent("without a boundary", MULTIPART, _PART.format('name="file"', "x").encode())
    yield Sent("another boundary", f"{MULTIPART}; boundary=x", _PART.format("", "x").encode())
    part = "content-disposition: form-data; {}\r\n\r\nx\r\n"
    told = ('name="file"; filename="a"', 'name="file"; filename="b"', 'name="nonsense"')
    first, second, other = (f"--edge\r\n{part.format(one)}" for one in told)
    yield Sent("a part nobody knows", sealed, f"{first}{other}--edge--\r\n".encode(), "nonsense")
    if schema["properties"]["file"].get("type") != "array":
        yield Sent("two files", sealed, f"{first}{second}--edge--\r\n".encode(), "file")
    yield Sent("no file", sealed, _PART.format('name="note"', "x").encode())
    yield Sent("words for a file", sealed, _PART.format('name="file"', "x").encode())
    for name in ("photo.jpg", "..%2f..%2fpack.zip", "a\x00b.csv", "pack.zip"):
        told = f'name="file"; filename="{name}"'
        yield Sent(f"rubbish as {name!r}", sealed, _PART.format(told, "\x00\x01\x02PK").encode())
