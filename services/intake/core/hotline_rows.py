"""From a row of a hotline's file to a ticket, by the names its columns bear.

Rule 1: a row is read whole or refused with the column and the reason, in both languages, without
what was typed; a blank cell is none. Rule 2: Chinese and English names of columns and kinds are
known; other columns are left alone, and whoever sent the file is told which.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from contracts.calendar.wall import to_instant
from contracts.channels import TicketKind
from contracts.commands.telling import HotlineTicket
from contracts.reasons import reason
from contracts.refusals import NotSo
from contracts.sentences import Sentence

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "external": ("工单编号", "工单号", "编号"),
    "kind": ("诉求类型", "类型"),
    "text": ("诉求内容", "内容"),
    "category": ("类别", "类别编码"),
    "scheme": ("编码体系",),
    "complainant": ("诉求人", "来电人", "姓名"),
    "phone": ("联系电话", "电话"),
    "address": ("地址", "诉求地址"),
    "lng": ("经度",),
    "lat": ("纬度",),
    "territory": ("区划", "所属街道", "所属社区"),
    "due_at": ("办理时限", "截止时间"),
    "received_at": ("受理时间", "来电时间"),
    "direct": ("直派街道", "直派"),
    "confidential": ("保密", "是否保密"),
}
"""Our name of a column, and what it is called in files."""
KINDS: Final = {
    "咨询": TicketKind.CONSULT,
    "求助": TicketKind.HELP,
    "投诉": TicketKind.COMPLAINT,
    "举报": TicketKind.REPORT,
    "建议": TicketKind.SUGGEST,
    "表扬": TicketKind.PRAISE,
    "其他": TicketKind.OTHER,
}
_YES = frozenset({"是", "yes", "true", "1"})
_NO = frozenset({"否", "no", "false", "0"})
_ONE_OF: Final = Sentence(f"只能选：{'、'.join(KINDS)}", f"must be one of: {', '.join(TicketKind)}")
_EITHER: Final = Sentence("只能填：是、否", "must be yes or no")
_WHEN: Final = Sentence("应如 2026-11-22 18:00", "must be like 2026-11-22 18:00")


class _Cell(NamedTuple):
    column: str
    """As the file calls it."""
    value: str


def _names(name: str) -> tuple[str, ...]:
    return (name, *COLUMNS[name])


_OURS: Final = {alias: name for name in COLUMNS for alias in _names(name)}


def ticket(cells: Mapping[str, str]) -> HotlineTicket:
    """Return the ticket of a row.

    Raises:
        NotSo: a cell is wrong, or two columns tell of the same; `field` names it.
    """
    found = _named(cells)
    told: dict[str, Any] = {
        name: _READ.get(name, _as_is)(cell)
        for name, cell in found.items()
        if name not in ("complainant", "phone", "lng", "lat")
    }
    if found.keys() & {"complainant", "phone"}:
        told["complainant"] = {"name": "来电人"} | _part(found, name="complainant", phone="phone")
    if found.keys() & {"lng", "lat"}:
        told["point"] = _part(found, lng="lng", lat="lat")
    try:
        return HotlineTicket.model_validate(told)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where, context = ".".join(map(str, first["loc"])), first.get("ctx", {})
        why = Sentence(reason(first["type"], "zh", context), reason(first["type"], "en", context))
        raise _wrong(where, _column(where, found), why) from None


def external(cells: Mapping[str, str]) -> str | None:
    """The hotline's number of a row, however wrong the rest of it is."""
    named = {name.strip().lower(): value.strip() for name, value in cells.items()}
    return next((named[one] for one in _names("external") if named.get(one)), None)


def unread(cells: Mapping[str, str]) -> set[str]:
    """Columns that hold something and mean nothing to us."""
    return {name for name, value in cells.items() if value.strip() and name.lower() not in _OURS}


def _named(cells: Mapping[str, str]) -> dict[str, _Cell]:
    found: dict[str, _Cell] = {}
    for column, typed in cells.items():
        name, cell = _OURS.get(column.strip().lower()), _Cell(column, typed.strip())
        if not name or not cell.value:
            continue
        other = found.setdefault(name, cell)
        if other.value != cell.value:
            raise NotSo("two_columns", field=name, names=f"{other.column}, {column}")
    return found


def _part(found: Mapping[str, _Cell], **names: str) -> dict[str, str]:
    return {part: found[name].value for part, name in names.items() if name in found}


def _column(where: str, found: Mapping[str, _Cell]) -> str:
    """What the file calls a field of a ticket; ours, where it has no such column."""
    name = {"complainant.name": "complainant"}.get(where, where.rsplit(".", 1)[-1])
    return found[name].column if name in found else next(iter(COLUMNS.get(name, (where,))))


def _wrong(field: str, column: str, why: Sentence) -> NotSo:
    return NotSo("bad_cell", field=field, column=column, detail=why)


def _as_is(cell: _Cell) -> Any:
    return cell.value


def _kind(cell: _Cell) -> TicketKind:
    known = {**KINDS, **{kind.value: kind for kind in TicketKind}}
    if found := known.get(cell.value.lower()):
        return found
    raise _wrong("kind", cell.column, _ONE_OF)


def _flag(name: str) -> Callable[[_Cell], bool]:
    def read(cell: _Cell) -> bool:
        if cell.value.lower() not in _YES | _NO:
            raise _wrong(name, cell.column, _EITHER)
        return cell.value.lower() in _YES

    return read


def _time(name: str) -> Callable[[_Cell], datetime]:
    """A time without a zone is the wall clock's."""

    def read(cell: _Cell) -> datetime:
        try:
            found = datetime.fromisoformat(cell.value.replace("/", "-"))
        except ValueError:
            raise _wrong(name, cell.column, _WHEN) from None
        return found if found.tzinfo else to_instant(found)

    return read


_READ: Mapping[str, Callable[[_Cell], Any]] = {
    "kind": _kind,
    "direct": _flag("direct"),
    "confidential": _flag("confidential"),
    "due_at": _time("due_at"),
    "received_at": _time("received_at"),
}
