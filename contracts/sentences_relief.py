"""What people read when more time, a pause or a waiver is refused: Chinese, English."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "never_extended": (
        "这类哨不能延期，也不能挂账。请继续办理；确实办不了的，请选“无法解决”。",
        "Whistles of this kind are neither extended nor suspended. Please go on; if it is beyond "
        "you, choose “cannot solve”.",
    ),
    "promised_to_hotline": (
        "12345 工单承诺的时限内没有更多时间可给，不能延到承诺之后。请继续办理；确实办不了的，"
        "请选“无法解决”或申请挂账。",
        "The 12345 hotline was promised an earlier end, and no extension runs beyond it. Please go "
        "on; if it is beyond you, choose “cannot solve” or ask for a pause.",
    ),
    "relief_used_up": (
        "批准的次数已用完，不能再申请。请继续办理；确实办不了的，请选“无法解决”。",
        "This was granted as often as it may be. Please go on; if it is beyond you, choose “cannot "
        "solve”.",
    ),
    "suspended": (
        "此任务已挂账，到期自动恢复；条件具备时可先申请恢复。",
        "This is suspended and resumes by itself on its day; ask to resume it when it can go on.",
    ),
    "not_suspended": (
        "此任务没有挂账，无需恢复。",
        "This is not suspended, so there is nothing to resume.",
    ),
    "relief_awaited": (
        "已有一项申请正在审批，请等待结果；时限照走，请先继续办理。",
        "A request is being decided already. Please wait for the word and go on working: the clock "
        "runs on.",
    ),
    "extension_too_late": (
        "已超过办结时限，不能再申请延期。请尽快办结。",
        "The time to be done is over, so it cannot be extended. Please finish as soon as possible.",
    ),
    "only_whistled": (
        "转办件的时限由派出的一方调整，请与其联系。",
        "The time of a case handed over is changed by whoever handed it over. Please ask there.",
    ),
    "extension_no_longer": (
        "申请的时间不晚于现在的时限，请填写更晚的时间，或留空。",
        "The time asked for is no later than the one you have. Give a later one, or leave it out.",
    ),
    "suspension_too_long": (
        "恢复时间应在现在之后，最晚 {latest}。",
        "The day to resume must be ahead, at the latest {latest}.",
    ),
}
"""Said by dispatch and by response alike."""
