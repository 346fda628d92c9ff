"""Why territories and their outlines do not fit together."""

from collections.abc import Mapping
from typing import Final

from contracts.city.reasons.reason import Reason

PLACES: Final[Mapping[str, Reason]] = {
    "cycle": ("上级关系成环：{path}", "its parents go round in a circle: {path}"),
    "no_parent": ("{level} 必须有上级", "a {level} must have a parent"),
    "root_parent": ("区没有上级", "the district has no parent"),
    "no_district": ("必须至少有一个区", "there must be a district"),
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
    "map_needed": (
        "有 {count} 个区，须有地图才能分清上报属哪个区",
        "there are {count} districts: only a map can tell whose a report is",
    ),
    "no_outline": ("网格没有边界", "the grid has no outline in grids.geojson"),
    "overlap": ("与“{other}”重叠 {share}", "overlaps {other!r} by {share}"),
    "gap": ("有 {share} 不在任何网格内", "{share} of it lies in no grid"),
    "outside": ("超出社区“{other}”边界 {share}", "lies outside its community {other!r} by {share}"),
    "grid_elsewhere": (
        "网格“{value}”不属于社区“{community}”",
        "grid {value!r} is not one of community {community!r}",
    ),
    "no_host": ("专属网格须注明主体单位", "a dedicated grid must name its host"),
    "needs_no_host": ("综合网格没有主体单位", "a general grid has no host"),
    "households": (
        "城市网格 {least}–{most} 户，此网格 {value} 户",
        "an urban grid has {least} to {most} households, this one {value}",
    ),
    "rural_grids": (
        "一个村设 1–4 个网格，“{value}”有 {count} 个",
        "a village has 1 to 4 grids, but {value!r} has {count}",
    ),
    "not_the_level": (
        "须为 {expected}，“{value}”是 {found}",
        "a {expected} is meant here, but {value!r} is a {found}",
    ),
}
