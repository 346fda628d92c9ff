"""Limits a pack may leave out: what holds until the district decides otherwise.

Each is `ours` unless a source stands beside it; a pack that names the limit has its own way.
"""

from collections.abc import Mapping
from typing import Final

from contracts.calendar import Span

SPAN_DEFAULTS: Final[Mapping[str, Span]] = {
    name: Span.parse(text)
    for name, text in {
        "case.endorse": "4 wh",
        "case.verify": "24 h",  # 运城: 核实
        "case.overdue_again": "24 h",  # ours: what nobody touches is said again daily
        "extension.ruling": "4 wh",
        "order.dispute.designate": "2 wd",
        "order.objection.ruling": "1 wd",
        "whistle.approve_emergency": "1 wd",
        "petition.answer": "60 cd",  # 信访工作条例 art. 34
        "petition.prolonged": "30 cd",  # the same: once, told to the person
        "suspension.max": "365 cd",  # 运城: at most a year
        "suspension.recheck": "30 cd",
        "supervision.again_most": "20 wd",  # ours: about once a month
        "supervision.talk_after": "5 wd",  # a district bureau's hotline rules [P?]
        "thread.answer": "4 wh",
        "whistle.revise": "1 wd",  # ours: then a returned draft is not raised
    }.items()
}
