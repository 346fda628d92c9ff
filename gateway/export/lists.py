"""A list as a table: what the list shows its reader, masked as an export is, and no nested things.

Rule 1: it is made from the same rows the reader sees, so an export shows nobody more than a list.
Rule 2: texts lose their numbers, and places are cut at the community (`matrix`, row EXPORT).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from contracts.sentences import Sentence
from gateway.export.table import Table
from gateway.matrix import Eyes, text

_PLAIN = (str, int, float, bool, datetime)
_LEFT_OUT = frozenset({"id", "version", "category", "department", "reporter"})
"""Ids that stand beside a name or a number, and people."""

_NAMES: Mapping[str, Sentence] = {
    "number": Sentence("编号", "Number"),
    "stage": Sentence("阶段", "Stage"),
    "category_zh": Sentence("类别", "Category (zh)"),
    "category_en": Sentence("类别（英）", "Category"),
    "text": Sentence("内容", "Text"),
    "address": Sentence("所在社区", "Community"),
    "street": Sentence("街道", "Street"),
    "community": Sentence("社区", "Community id"),
    "urgency": Sentence("缓急", "Urgency"),
    "created_at": Sentence("受理时间", "Created"),
    "updated_at": Sentence("更新时间", "Updated"),
    "department_name": Sentence("部门", "Department"),
    "kind_zh": Sentence("哨种", "Kind (zh)"),
    "kind_en": Sentence("哨种（英）", "Kind"),
    "grade": Sentence("等级", "Grade"),
    "problem_count": Sentence("问题数", "Problems"),
    "procedure": Sentence("程序", "Procedure"),
    "total": Sentence("总分", "Total"),
    "points": Sentence("积分", "Points"),
    "due_at": Sentence("期限", "Due"),
    "name": Sentence("名称", "Name"),
}


def list_table(
    name: str,
    model: type[BaseModel],
    rows: Iterable[BaseModel],
    called: Callable[[str | None], str],
) -> Table:
    """Rows of a list; `called` is what people call a place."""
    fields = _columns(model)
    return Table(
        name=name,
        title=Sentence(f"{name} 清单", f"List of {name}"),
        columns=[_NAMES.get(field, Sentence(field, field)) for field in fields],
        rows=[[_shown(field, row, called) for field in fields] for row in rows],
    )


def _columns(model: type[BaseModel]) -> Sequence[str]:
    return [
        name
        for name, field in model.model_fields.items()
        if name not in _LEFT_OUT and _plain(field.annotation)
    ]


def _plain(annotation: Any) -> bool:
    """Whether it is one plain value, maybe none."""
    if get_origin(annotation) in (Union, UnionType):
        kinds = [one for one in get_args(annotation) if one is not NoneType]
        return len(kinds) == 1 and _plain(kinds[0])
    kind = get_args(annotation)[0] if hasattr(annotation, "__metadata__") else annotation
    return isinstance(kind, type) and issubclass(kind, _PLAIN)


def _shown(field: str, row: BaseModel, called: Callable[[str | None], str]) -> object:
    value = getattr(row, field)
    if field == "address":
        return called(getattr(row, "community", None) or getattr(row, "street", None))
    return text(value, Eyes.EXPORT) if isinstance(value, str) else value
