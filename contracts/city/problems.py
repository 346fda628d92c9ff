"""What is wrong with a pack, in words for the person who must mend it.

Row 1 of a table is its header, as a spreadsheet counts; in grids.geojson rows count features.
"""

from collections.abc import Mapping
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, computed_field


class Problem(BaseModel):
    """One thing to mend: where it is, and why it is wrong."""

    model_config = ConfigDict(frozen=True)

    file: str
    row: int | None = None
    field: str | None = None
    code: str
    facts: Mapping[str, str] = {}
    warning: bool = False
    """The pack can be used all the same."""

    @computed_field
    @property
    def reason(self) -> str:
        """The reason in English."""
        return self.said("en")

    def said(self, lang: Literal["zh", "en"]) -> str:
        """Return the reason in one language."""
        return REASONS[self.code][lang == "en"].format_map(self.facts)

    def __str__(self) -> str:
        """Write the place and the reason on one line."""
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.field is not None:
            place.append(self.field)
        return f"{', '.join(place)}: {self.reason}"


class BrokenPack(ValueError):
    """The pack cannot be used; `problems` names everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


REASONS: Final[Mapping[str, tuple[str, str]]] = {
    "missing_file": ("缺少文件", "the file is missing"),
    "empty_file": ("文件没有数据行", "the file holds no rows"),
    "unreadable": ("无法读取：{detail}", "cannot be read: {detail}"),
    "missing_column": ("缺少此列", "the column is missing"),
    "repeated_column": ("此列出现两次", "the column stands twice"),
    "extra_cells": (
        "单元格比表头多（内容中的逗号需加引号）",
        "more cells than the header has (quote a text that holds a comma)",
    ),
    "blank": ("不能为空", "must not be blank"),
    "bad_id": (
        "“{value}”不是有效编号：只用字母、数字、- 和 _，最多 64 个",
        "{value!r} is not an id: letters, digits, - and _ only, at most 64",
    ),
    "too_long": ("最多 {most} 个字符", "at most {most} characters"),
    "duplicate": ("“{value}”已在第 {first} 行出现", "{value!r} stands in row {first} already"),
    "unknown": ("“{value}”不在 {where} 中", "{value!r} is not in {where}"),
    "bad_choice": ("“{value}”无效，可选：{allowed}", "{value!r} is not one of: {allowed}"),
    "bad_value": ("{detail}", "{detail}"),
    "bad_limit": (
        "“{value}”不是时限，应如 4 wh、30 min、5 wd",
        "{value!r} is not a limit such as '4 wh', '30 min' or '5 wd'",
    ),
    "bad_date": (
        "“{value}”不是日期，应如 2026-10-01",
        "{value!r} is not a date such as 2026-10-01",
    ),
    "cycle": ("上级关系成环：{path}", "its parents go round in a circle: {path}"),
    "no_parent": ("{level} 必须有上级", "a {level} must have a parent"),
    "root_parent": ("区没有上级", "the district has no parent"),
    "one_district": (
        "必须恰好有一个区，现有 {count} 个",
        "there must be one district, not {count}",
    ),
    "wrong_parent": (
        "{level} 的上级须为 {expected}，“{value}”是 {found}",
        "the parent of a {level} is a {expected}, but {value!r} is a {found}",
    ),
    "bad_code": (
        "{level} 代码须为 {digits} 位数字，现为“{value}”",
        "the code of a {level} has {digits} digits, not {value!r}",
    ),
    "foreign_code": (
        "代码“{value}”须以上级代码“{prefix}”开头",
        "code {value!r} must begin with its parent's, {prefix!r}",
    ),
    "bad_outline": ("边界无效：{detail}", "not an outline: {detail}"),
    "outline_level": (
        "边界只画网格或社区，“{value}”是 {found}",
        "outlines are of grids or communities, but {value!r} is a {found}",
    ),
    "no_outline": ("网格没有边界", "the grid has no outline in grids.geojson"),
    "overlap": ("与“{other}”重叠 {share}", "overlaps {other!r} by {share}"),
    "gap": ("有 {share} 不在任何网格内", "{share} of it lies in no grid"),
    "outside": ("超出社区“{other}”边界 {share}", "lies outside its community {other!r} by {share}"),
    "territory_needed": ("{kind} 必须注明所属区域", "a {kind} must name its territory"),
    "territory_level": (
        "{kind} 所属区域须为 {expected}，“{value}”是 {found}",
        "the territory of a {kind} is a {expected}, but {value!r} is a {found}",
    ),
    "id_clash": (
        "编号“{value}”已是另一区域的编号",
        "{value!r} is the id of a territory that is not its own",
    ),
    "id_differs": (
        "{kind} 的编号须与其区域“{expected}”相同",
        "a {kind} bears the id of its territory, {expected!r}",
    ),
    "second_team": (
        "街道“{value}”已有综合执法队（第 {first} 行）",
        "street {value!r} has its team already, in row {first}",
    ),
    "no_accounts": ("时钟不是账号", "the clock is not an account"),
    "wrong_place": (
        "{role} 的岗位须在 {expected}，“{value}”是 {found}",
        "the post of a {role} is at a {expected}, but {value!r} is a {found}",
    ),
    "other_name": (
        "账号“{value}”在第 {first} 行叫“{other}”",
        "account {value!r} is called {other!r} in row {first}",
    ),
    "restraint": (
        "账号“{value}”不得同时担任 {roles}（等保三员分立）",
        "account {value!r} may not be {roles} at once: these posts restrain one another",
    ),
    "vacant": ("“{value}”没有 {role}", "{value!r} has no {role}"),
    "wrong_prefix": (
        "{scheme} 的 {kind} 代码须为 {expected} 加四位数字，现为“{value}”",
        "a {scheme} {kind} code is {expected} and four digits, not {value!r}",
    ),
    "no_category": ("没有类别以“{value}”开头", "no category begins with {value!r}"),
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
    "swap_weekday": ("调休上班日须在周末", "a swap workday falls on a weekend"),
    "formula": (
        "“{value}”会被表格软件当作公式执行，请改成普通文字",
        "{value!r} would be run as a formula by a spreadsheet; write plain text",
    ),
    "not_text": ("不是文本文件（UTF-8 或 GB 18030）", "is not text in UTF-8 or GB 18030"),
    "not_of_a_pack": ("城市包里没有这样的文件", "no such file belongs to a city pack"),
    "version_taken": (
        "版本“{value}”已用于另一份内容，请换一个版本号",
        "version {value!r} names other contents already; choose another",
    ),
    "no_host": ("专属网格须注明主体单位", "a dedicated grid must name its host"),
    "needs_no_host": ("综合网格没有主体单位", "a general grid has no host"),
    "bad_number": ("“{value}”不是非负整数", "{value!r} is not a whole number from 0 on"),
    "households": (
        "城市网格 {least}–{most} 户，此网格 {value} 户",
        "an urban grid has {least} to {most} households, this one {value}",
    ),
    "rural_grids": (
        "一个村设 1–4 个网格，“{value}”有 {count} 个",
        "a village has 1 to 4 grids, but {value!r} has {count}",
    ),
    "wrong_above": (
        "{area} {kind} 的上级须为 {expected}，“{value}”是 {found}",
        "above a {kind} in an {area} area stands a {expected}, but {value!r} is a {found}",
    ),
    "wrong_level": (
        "第 {level} 级的上级须为第 {expected} 级，“{value}”是第 {found} 级",
        "above level {level} is level {expected}, but {value!r} is of level {found}",
    ),
    "no_party": ("网格没有党组织", "no party organisation leads this grid"),
    "second_party": (
        "网格“{value}”已由“{first}”领导",
        "grid {value!r} is led by {first!r} already: each has exactly one",
    ),
    "second_holder": (
        "“{value}”在此期间已有 {part}（第 {first} 行）",
        "{value!r} has its {part} for these days already, in row {first}",
    ),
    "no_head": ("“{value}”没有一把手", "{value!r} has no responsible head"),
    "holds_no_post": (
        "账号“{value}”在“{at}”没有 {role} 岗位",
        "account {value!r} holds no post of {role} at {at!r}",
    ),
    "part_place": (
        "{part} 须在 {expected}，“{value}”是 {found}",
        "a {part} stands at a {expected}, but {value!r} is a {found}",
    ),
    "bad_days": (
        "“{value}”不是值班日，应如 1-5、6;7 或 2026-10-01",
        "{value!r} are no days such as 1-5, 6;7 or 2026-10-01",
    ),
    "bad_hours": (
        "“{value}”不是时段，应如 08:00-12:00",
        "{value!r} are no hours such as 08:00-12:00",
    ),
    "second_group": (
        "“{value}”已有群（第 {first} 行）",
        "{value!r} has its group already, in row {first}",
    ),
    "group_level": (
        "第 {level} 级群不能设在 {found}“{value}”",
        "a group of level {level} is not at {value!r}, a {found}",
    ),
    "no_centre": ("街道“{value}”没有党群服务中心", "street {value!r} has no centre of its own"),
    "no_reason": ("不承接的事项须写明原因", "what is not accepted needs its reason"),
    "needed": ("缺少 {value}", "{value} is missing"),
    "twice": ("“{value}”出现两次", "{value!r} stands twice"),
    "no_role": ("“{value}”不是角色", "{value!r} is not a role"),
    "no_calendar": ("“{value}”不在 [calendars] 中", "{value!r} is not one of [calendars]"),
    "not_rising": ("份额必须递增", "the shares must rise"),
    "no_visit_kind": ("没有走访类型“{value}”", "there is no kind of visit {value!r}"),
    "bad_point": (
        "“{value}”不是经纬度（WGS 84，度）",
        "{value!r} is not a longitude and a latitude in degrees, WGS 84",
    ),
    "ends_before": (
        "结束日期 {value} 早于开始日期 {since}",
        "it ends on {value}, before it began on {since}",
    ),
    "grid_elsewhere": (
        "网格“{value}”不属于社区“{community}”",
        "grid {value!r} is not one of community {community!r}",
    ),
    "not_the_level": (
        "须为 {expected}，“{value}”是 {found}",
        "a {expected} is meant here, but {value!r} is a {found}",
    ),
    "not_the_kind": (
        "须为 {expected} 类单位，“{value}”是 {found}",
        "an organisation of kind {expected} is meant here, but {value!r} is a {found}",
    ),
    "unknown_clock": (
        "“{value}”既不是哨的时限，也不在 [spans] 中",
        "{value!r} is neither a clock of a whistle nor one of [spans]",
    ),
    "second_adviser": (
        "“{value}”已有这一专业的顾问“{first}”",
        "{value!r} has somebody of that profession already: {first!r}",
    ),
    "committee_size": (
        "人民调解委员会“{value}”须有三至九名调解员（人民调解法第8条），现有 {count} 名",
        "the mediation committee {value!r} has 3 to 9 mediators by law, not {count}",
    ),
    "no_responder": ("没有单位“{value}”", "there is no organisation {value!r}"),
    "reserved_step": ("步骤不能叫“{value}”", "a step cannot be called {value!r}"),
    "no_step": ("没有步骤“{value}”", "there is no step {value!r}"),
    "no_such_rule": (
        "系统没有规则或效果“{value}”",
        "the product knows no rule or effect called {value!r}",
    ),
    "no_such_type": ("“{value}”不是字段类型", "{value!r} is not a type of field"),
    "no_kind": ("“{value}”不是单位类别", "{value!r} is not a kind of organisation"),
    "no_procedure": ("没有流程“{value}”", "there is no procedure {value!r}"),
}
