"""Why duties, procedures and rules do not fit together."""

from collections.abc import Mapping
from typing import Final

from contracts.city.reasons.reason import Reason

RULES: Final[Mapping[str, Reason]] = {
    "wrong_prefix": (
        "{scheme} 的 {kind} 代码须为 {expected} 加四位数字，现为“{value}”",
        "a {scheme} {kind} code is {expected} and four digits, not {value!r}",
    ),
    "no_category": ("没有类别以“{value}”开头", "no category begins with {value!r}"),
    "no_about": (
        "没有住户事实或类别以“{value}”开头",
        "no kind of fact of a home and no category begins with {value!r}",
    ),
    "community_leads": (
        "社区（居委会）不得主办（接诉即办工作条例第17条）",
        "a community may never be the main handler (接诉即办工作条例 art. 17)",
    ),
    "cannot_lead": ("{kind}“{value}”不能主办", "{value!r}, a {kind}, cannot lead"),
    "serves_elsewhere": (
        "“{value}”只服务“{serves}”，管不到“{area}”",
        "{value!r} serves {serves!r} only, not {area!r}",
    ),
    "lead_assists": ("主办单位不能同时协办", "the lead cannot assist as well"),
    "no_local": ("街道“{street}”没有 {value}", "street {street!r} has no {value}"),
    "uncovered": (
        "没有适用于全区（*）的责任行",
        "no row of duties.csv holds for it everywhere (area *)",
    ),
    "no_standard": (
        "standards.csv 中没有它的标准：受理时无从约定时限和结案条件",
        "standards.csv has no standard of it: nothing would say when it may be closed",
    ),
    "no_class_yet": (
        "类别“{value}”尚不存在，暂无案件适用此标准",
        "there is no category {value!r} yet, so no case can be bound to it",
    ),
    "swap_weekday": ("调休上班日须在周末", "a swap workday falls on a weekend"),
    "no_reason": ("不承接的事项须写明原因", "what is not accepted needs its reason"),
    "no_role": ("“{value}”不是角色", "{value!r} is not a role"),
    "no_calendar": ("“{value}”不在 [calendars] 中", "{value!r} is not one of [calendars]"),
    "not_rising": ("份额必须递增", "the shares must rise"),
    "no_visit_kind": ("没有走访类型“{value}”", "there is no kind of visit {value!r}"),
    "unknown_clock": (
        "“{value}”既不是哨的时限，也不在 [spans] 中",
        "{value!r} is neither a clock of a whistle nor one of [spans]",
    ),
    "reserved_step": ("步骤不能叫“{value}”", "a step cannot be called {value!r}"),
    "no_step": ("没有步骤“{value}”", "there is no step {value!r}"),
    "no_such_rule": (
        "系统没有规则或效果“{value}”",
        "the product knows no rule or effect called {value!r}",
    ),
    "no_such_paper": (
        "系统没有文书“{value}”",
        "the product makes no paper called {value!r}",
    ),
    "lawful_without_limit": (
        "“{value}”规定的时限须写在 limit 中",
        "what {value!r} sets is missing: a limit",
    ),
    "no_such_type": ("“{value}”不是字段类型", "{value!r} is not a type of field"),
    "no_such_field": (
        "需要字段“{value}”，类型要对（时间为 time，单位为 organisations）",
        "the field {value!r} is needed, of the right type (time, or organisations)",
    ),
    "calls_whom": (
        "步骤“{value}”召集会议，须填写 held_at 并用 spawns 指明通知的流程",
        "{value!r} calls a meeting: it asks for held_at, and spawns names how they answer",
    ),
    "no_kind": ("“{value}”不是单位类别", "{value!r} is not a kind of organisation"),
    "no_procedure": ("没有流程“{value}”", "there is no procedure {value!r}"),
}
