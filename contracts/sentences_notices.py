"""What a person reads when a notice to groups refuses something: Chinese, English."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "unknown_group": (
        "没有这个群。请从群列表中选择。",
        "There is no such group. Choose one from the list of groups.",
    ),
    "not_this_level": (
        "这类通知只能发到第 {levels} 级群。请选择相应的群。",
        "A notice of this kind goes to groups of level {levels} only. Choose one of those.",
    ),
    "not_your_group": (
        "您不是“{group}”或其上级群的群主、管理员。请联系该群的群主办理。",
        "You neither own nor administer “{group}” or a group above it. Ask its owner.",
    ),
    "group_of_another_level": (
        "这个群是第 {level} 级群。请改正级别后提交。",
        "That group is of level {level}. Correct the level and send again.",
    ),
    "offer_not_open": (
        "这个志愿岗位现在不能认领。请先发布岗位，再发征集通知。",
        "Nobody can take a place of that offer now. Publish it first, then call for volunteers.",
    ),
    "not_that_time": (
        "时间须晚于现在（回复截止须晚于发送），且不晚于 {latest}。请改正后提交。",
        "The time must lie ahead (replies close after it goes out), and not after {latest}. "
        "Correct it and send again.",
    ),
    "not_your_notice": (
        "这条通知不由您管理。请联系发送人或该群的群主。",
        "This notice is not yours. Turn to its sender or to the owner of the group.",
    ),
    "not_in_audience": (
        "您不在这条通知的群范围内。请选择您所在楼栋或单元的群。",
        "You are in none of the groups this went to. Choose the group of your building or unit.",
    ),
    "replies_closed": (
        "回复已截止。如有需要，请直接联系社区。",
        "Replies are closed. If you need something, turn to the community.",
    ),
    "not_this_answer": (
        "这条通知不能这样回复。可以回复：{answers}。",
        "This notice takes other replies: {answers}.",
    ),
}
"""Placeholders are the facts of the refusal."""
