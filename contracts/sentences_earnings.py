"""What a person reads when a passbook refuses something, found by its code: Chinese, English."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "not_its_community": (
        "只有所在社区或区级可以这样办理，请与其联系。",
        "Only their community or the district may do this. Turn to them.",
    ),
    "own_passbook": (
        "不能办理自己的积分。请由社区另一位工作人员办理。",
        "You cannot decide on your own points. Ask a colleague of the community.",
    ),
    "no_such_record": (
        "没有这条服务记录，或已经作废。请核对编号。",
        "There is no such record, or it was taken back already. Check its number.",
    ),
    "reason_needed": (
        "与建议星级不同，请写明理由。",
        "This differs from the proposed stars. Give a reason.",
    ),
}
"""Placeholders are the facts of the refusal."""
