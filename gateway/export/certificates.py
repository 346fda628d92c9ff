"""A certificate of service 服务记录证明 as a table for paper. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from contracts.sentences import Sentence
from gateway.export.table import Table

_USE = Sentence("服务记录证明", "certificate of service")
_COLUMNS = (
    Sentence("日期", "Date"),
    Sentence("编号", "Number"),
    Sentence("服务", "Service"),
    Sentence("时长（小时）", "Hours"),
)


def certificate_table(told: Mapping[str, Any]) -> Table:
    """A certificate as evaluation answers it, with the code anybody may check."""
    code, check = told["code"], f"/api/v1/certificates/{told['code']}"
    sums = f"{told['hours']:g} · {told['points']} · {told['star']}"
    return Table(
        name=f"certificate-{told['account']}",
        title=Sentence("志愿服务记录证明", "Certificate of service"),
        columns=_COLUMNS,
        rows=[
            (datetime.fromisoformat(one["at"]), one["number"], one["title"], one["hours"])
            for one in told["services"]
        ],
        words=(
            Sentence(told["text_zh"], told["text_en"]),
            Sentence(f"小时 · 积分 · 星级：{sums}", f"Hours · points · stars: {sums}"),
            Sentence(f"证明编号：{code}（查验：{check}）", f"Code: {code} (check it at {check})"),
        ),
        use=_USE,
    )
