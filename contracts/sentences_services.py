"""What a person reads when a service refuses something, found by its code: Chinese, English."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "not_a_member": (
        "“{value}”不是在职党员。请从党员名单中选择代办人。",
        "“{value}” is not a registered party member. Choose the agent from the list of members.",
    ),
}
"""Placeholders are the facts of the refusal."""
