"""What a person reads when a visit refuses something, found by its code: Chinese, English."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "unknown_visit_kind": (
        "没有这种走访类型。请从列表中选择。",
        "There is no such kind of visit. Choose one from the list.",
    ),
    "unknown_visitor": (
        "没有这个人。请从本区人员中选择走访人。",
        "There is no such person. Choose the visitor from the people of the district.",
    ),
    "not_your_area": (
        "这个地点不在您的网格、社区或街道内。请选择您范围内的地点，或请当地安排。",
        "This place is not in your grid, community or street. Choose one that is, or ask the "
        "people there to plan it.",
    ),
    "not_your_visit": (
        "这次走访不由您办理。请联系走访人，或其所在的网格、社区。",
        "This visit is not yours. Turn to the visitor, or to their grid or community.",
    ),
    "day_is_over": (
        "日期已过。请选择 {today} 或以后的一天。",
        "That day is over. Choose {today} or a later one.",
    ),
    "postponed_too_often": (
        "已改期 {times} 次，不能再改。请按期走访并填写记录。",
        "It was put off {times} times already. Make the visit and record it.",
    ),
    "unknown_point": (
        "检查表里没有“{item}”这一项。请刷新后按检查表填写。",
        "The check list has no point “{item}”. Refresh and fill in the list as it is.",
    ),
    "check_list_incomplete": (
        "检查表还有未填的项：{missing}。请逐项填写合格或发现的隐患。",
        "Points of the check list are not answered: {missing}. Say of each that it is in order, or "
        "what was found.",
    ),
    "passed_and_failed": (
        "同一项不能既合格又有隐患。请改正后提交。",
        "A point cannot be in order and a hazard at once. Correct it and send again.",
    ),
    "hazard_is_trouble": (
        "检查表“{item}”的问题须记为“困难问题”，才能转为事项。",
        "What was found at point “{item}” must be a trouble, so that it becomes a case.",
    ),
}
"""Placeholders are the facts of the refusal."""
