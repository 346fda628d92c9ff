"""Why organisations, their people and the overlays do not fit together."""

from collections.abc import Mapping
from typing import Final

from contracts.city.reasons.reason import Reason

POSTS: Final[Mapping[str, Reason]] = {
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
    "reserved_id": (
        "“{value}”是系统保留的编号，不能作账号",
        "{value!r} is the name of a machine and no account's",
    ),
    "no_accounts": ("时钟和设备不是账号", "the clock and devices are no accounts"),
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
    "nobody_there": (
        "“{value}”没有能办理“{procedure}”的人员，派给它的工作会无人承办。请为它配备人员，或改派他方",
        "{value!r} has nobody who could act on {procedure!r}: work given to it would lie there. "
        "Appoint somebody, or name another",
    ),
    "unmanned": (
        "“{procedure}”的这一层级有 {count} 处没有能办理的人员（如：{places}）。请配备人员",
        "at {count} places of this tier of {procedure!r} nobody could act (such as {places}). "
        "Appoint somebody",
    ),
    "vacant": ("“{value}”没有 {role}", "{value!r} has no {role}"),
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
    "second_group": (
        "“{value}”已有群（第 {first} 行）",
        "{value!r} has its group already, in row {first}",
    ),
    "group_level": (
        "第 {level} 级群不能设在 {found}“{value}”",
        "a group of level {level} is not at {value!r}, a {found}",
    ),
    "no_centre": ("街道“{value}”没有党群服务中心", "street {value!r} has no centre of its own"),
    "not_the_kind": (
        "须为 {expected} 类单位，“{value}”是 {found}",
        "an organisation of kind {expected} is meant here, but {value!r} is a {found}",
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
}
