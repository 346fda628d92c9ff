"""The words for notices to groups (see `wording`)."""

from collections.abc import Mapping

from contracts.sentences import Sentence

HAPPENED: Mapping[str, Sentence] = {
    "notice.queued": Sentence("拟发群通知", "To be sent to groups"),
    "notice.sent": Sentence("已发送到群", "Sent to the groups"),
    "notice.counted": Sentence("已读和回复统计", "Reads and replies were counted"),
    "notice.closed": Sentence("回复截止", "Replies are closed"),
    "notice.withdrawn": Sentence("通知已撤回", "Taken back"),
    "notice.redacted": Sentence("个人信息已按期删除", "Personal data were removed"),
}

NEXT: Mapping[str, Sentence] = {
    "notice.queued": Sentence("到时发送；此前可撤回", "It goes out then; it can be taken back"),
    "notice.sent": Sentence("阅读并回复；到期截止", "Read it and reply; it closes by itself"),
}
