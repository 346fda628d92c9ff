"""From a row of a hotline's file to a ticket, by the names its columns bear.

Rule 1: a row is read whole or refused with the field and the reason; a blank cell is none.
Rule 2: Chinese and English names of columns and kinds are known; other columns are left alone.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from pydantic import ValidationError

from contracts.calendar.wall import to_instant
from contracts.channels import TicketKind
from contracts.commands.telling import HotlineTicket
from contracts.refusals import NotSo

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
    "confidential": ("保密",),
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


def ticket(cells: Mapping[str, str]) -> HotlineTicket:
    """Return the ticket of a row.

    Raises:
        NotSo: a cell is wrong; `field` names it.
    """
    found = _named(cells)
    told: dict[str, Any] = {
        name: _READ.get(name, _as_is)(name, value)
        for name, value in found.items()
        if name not in ("complainant", "phone", "lng", "lat")
    }
    if found.keys() & {"complainant", "phone"}:
        name = found.get("complainant", "来电人")
        told["complainant"] = {"name": name, "phone": found.get("phone")}
    if found.keys() & {"lng", "lat"}:
        told["point"] = {"lng": found.get("lng"), "lat": found.get("lat")}
    try:
        return HotlineTicket.model_validate(told)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise NotSo("bad_cell", field=where, detail=first["msg"]) from None


def _named(cells: Mapping[str, str]) -> dict[str, str]:
    ours = {alias: name for name, aliases in COLUMNS.items() for alias in (name, *aliases)}
    known = ((ours.get(column.strip().lower()), value.strip()) for column, value in cells.items())
    return {name: value for name, value in known if name and value}


def _as_is(_: str, value: str) -> Any:
    return value


def _kind(_: str, value: str) -> Any:
    return KINDS.get(value, value.lower())


def _flag(name: str, value: str) -> bool:
    if value.lower() not in _YES | _NO:
        raise NotSo("bad_cell", field=name, detail=f"{value!r}: 是/否, yes/no")
    return value.lower() in _YES


def _time(name: str, value: str) -> datetime:
    """A time without a zone is the wall clock's."""
    try:
        found = datetime.fromisoformat(value.replace("/", "-"))
    except ValueError:
        detail = f"{value!r}: 2026-11-22 18:00"
        raise NotSo("bad_cell", field=name, detail=detail) from None
    return found if found.tzinfo else to_instant(found)


_READ: Mapping[str, Callable[[str, str], Any]] = {
    "kind": _kind,
    "direct": _flag,
    "confidential": _flag,
    "due_at": _time,
    "received_at": _time,
}
