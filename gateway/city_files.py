"""A city pack as it is uploaded: a zip, or some of its files; opened with care.

Rule 1: nothing a stranger packed decides how much we unpack: sizes are counted while reading.
Rule 2: only files a pack has are taken, by their bare names; paths that climb, links, locks and
nested archives are refused, each by name.
"""

import zipfile
from collections.abc import Collection, Iterable, Mapping
from io import BytesIO
from typing import Final

from contracts.city.problems import BrokenPack, Problem
from contracts.city.reading import source
from contracts.refusals import NotSo

MOST_FILES: Final = 60
MOST_UNPACKED: Final = 96 * 1024 * 1024
"""Bytes of all files together: a city of 100,000 grids has some 40 MB."""
ZIP: Final = b"PK\x03\x04"
_PIECE: Final = 1024 * 1024
_LINK: Final = 0o120000
_TYPE: Final = 0o170000
NAMES: Final = frozenset(
    value for name, value in vars(source).items() if name.isupper() and isinstance(value, str)
)
"""The files most packs have; a pack may also have those of the one in force."""


def opened(name: str, body: bytes) -> Mapping[str, bytes]:
    """The files in one uploaded file: itself, or what a zip holds.

    Raises:
        NotSo: a zip that cannot be read, or should not be.
    """
    if not body.startswith(ZIP):
        return {name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1]: body}
    try:
        with zipfile.ZipFile(BytesIO(body)) as archive:
            return _unpacked(archive)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, OSError) as error:
        raise NotSo("zip_unreadable", field="file") from error


def texts(files: Mapping[str, bytes], known: Collection[str]) -> Mapping[str, str]:
    """The files as text; a byte-order mark is taken off, GB 18030 is read as well.

    Raises:
        BrokenPack: some are no text, or no files of a pack.
    """
    found, problems = dict[str, str](), list[Problem]()
    for name, body in files.items():
        text = decoded(body)
        if name not in NAMES and name not in known:
            problems.append(Problem(file=name[:100], code="not_of_a_pack"))
        elif text is None:
            problems.append(Problem(file=name, code="not_text"))
        else:
            found[name] = text
    if problems:
        raise BrokenPack(problems)
    return found


def decoded(body: bytes) -> str | None:
    """Bytes as text; None: it is none."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _unpacked(archive: zipfile.ZipFile) -> Mapping[str, bytes]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_FILES:
        raise NotSo("zip_too_large", field="file", most=f"{MOST_FILES} files")
    room, found = MOST_UNPACKED, dict[str, bytes]()
    for entry in entries:
        name = _name(entry, entries)
        if name in found:
            raise NotSo("zip_not_allowed", field="file", name=name)
        found[name] = _read(archive, entry, room)
        room -= len(found[name])
    return found


def _name(entry: zipfile.ZipInfo, entries: Iterable[zipfile.ZipInfo]) -> str:
    """The bare name of an entry; all may stand in one folder, as spreadsheets' zips do."""
    folders = {one.filename.rpartition("/")[0] for one in entries}
    folder, _, name = entry.filename.rpartition("/")
    kind = (entry.external_attr >> 16) & _TYPE
    climbs = ".." in folder.split("/") or "\\" in entry.filename or folder.startswith("/")
    nested = "/" in folder or len(folders) > 1
    if climbs or nested or kind == _LINK or entry.flag_bits & 1 or ":" in entry.filename:
        raise NotSo("zip_not_allowed", field="file", name=entry.filename[:100])
    return name


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    body = b""
    with archive.open(entry) as file:
        while piece := file.read(_PIECE):
            body += piece
            if len(body) > room:
                raise NotSo("zip_too_large", field="file", most=f"{MOST_UNPACKED // _PIECE} MB")
    return body
