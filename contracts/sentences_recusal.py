"""What people read when somebody who is reported must step aside 回避: Chinese, English."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "unknown_reported": (
        "没有找到被反映的单位或工作人员。请从单位列表中选择，或把名称写在正文里。",
        "There is no such organisation or official. Choose one from the list, or name it in the "
        "text.",
    ),
    "nobody_above_reported": (
        "本系统里没有比它更高的一级。请向上一级信访部门反映。",
        "Nobody here stands above it. Turn to the petition office one level up.",
    ),
    "reported_steps_aside": (
        "这一件反映的正是您或您的单位，按规定应当回避，由上一级办理。",
        "This one is about you or your organisation: you step aside, the next level handles it.",
    ),
    "reported_cannot_handle": (
        "被反映的单位应当回避，不能由它办理。请选择上一级或其他单位。",
        "Whoever is reported steps aside and cannot handle it. Choose the next level or another "
        "organisation.",
    ),
    "reported_otherwise": (
        "{number} 反映的对象不同，合并会让被反映的单位看到。请分开办理。",
        "{number} is about somebody else: merged, the one reported could see it. Keep them apart.",
    ),
}
"""Placeholders are the facts of the refusal."""
