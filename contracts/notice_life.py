"""The life of a notice to groups, as everybody may know it."""

from enum import StrEnum

from contracts.events import notice as n
from contracts.machine import Machine


class NoticeStage(StrEnum):
    """Where a notice stands."""

    NEW = "new"
    QUEUED = "queued"
    SENT = "sent"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


NOTICE_LIFE: Machine[NoticeStage] = Machine(
    {
        NoticeStage.NEW: {n.NoticeQueued: NoticeStage.QUEUED},
        NoticeStage.QUEUED: {
            n.NoticeSent: NoticeStage.SENT,
            n.NoticeWithdrawn: NoticeStage.WITHDRAWN,
        },
        NoticeStage.SENT: {
            n.NoticeCounted: NoticeStage.SENT,
            n.NoticeClosed: NoticeStage.CLOSED,
            n.NoticeWithdrawn: NoticeStage.WITHDRAWN,
        },
        NoticeStage.CLOSED: {},
        NoticeStage.WITHDRAWN: {},
    }
)
