"""What is read when an alarm or a device is refused, found by its code: Chinese, English."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "alarm_key_unknown": (
        "设备密钥无效或已停用。请向运维人员申请新的密钥，并放在 Authorization: Bearer 中。",
        "The device's key is not good, or no more. Ask operations for a new one and send it as "
        "Authorization: Bearer.",
    ),
    "not_its_category": (
        "这台设备不能报送此类别，只能报送：{categories}。请更改类别，或请运维重新登记。",
        "This device may not post this category, only: {categories}. Change it, or have operations "
        "register the device anew.",
    ),
    "not_its_place": (
        "这台设备不能报送此地点，只能报送：{places}。请核对坐标，或请运维重新登记。",
        "This device may not post alarms there, only in: {places}. Check the point, or have "
        "operations register the device anew.",
    ),
}
"""Placeholders are the facts of the refusal."""
