"""What may be asked of a notice to groups."""

from contracts.commands.command import Command
from contracts.moments import Moment
from contracts.noticing import NoticeKind, Reaction
from contracts.words import Id, Line, Words


class SendNotice(Command):
    """Tell a group and every group below it; now, or at a time."""

    kind: NoticeKind = NoticeKind.NOTICE
    group: Id
    """Group of the city pack at the top of the audience."""
    title: Line
    text: Words
    send_at: Moment | None = None
    """None: at once."""
    replies_until: Moment | None = None
    """None: as long as the city pack says for its kind."""
    offer_id: Id | None = None
    """Of a call for volunteers: the offer whose places are taken by “I come”."""


class WithdrawNotice(Command):
    """Take it back, with a reason that everybody who got it reads."""

    reason: Words


class ReadNotice(Command):
    """Say that one has read it; a second time changes nothing."""

    group: Id | None = None
    """One's own group, when it is finer than the grid of one's post."""


class ReplyNotice(Command):
    """Reply; a later reply of the same person takes the place of the earlier one."""

    answer: Reaction
    words: Line | None = None
    group: Id | None = None
    """One's own group, when it is finer than the grid of one's post."""
