"""What may be asked of a case."""

from typing import Annotated

from contracts.channels import Behalf, GroupPost, Mandate, Order
from contracts.commands.command import Command
from contracts.moments import Moment, Sent
from contracts.refusals import NotSo
from contracts.words import Channel, Id, Level, Line, Photos, Point, Sphere, Urgency, Words


class Report(Command):
    """Report a problem. The place decides the grid; the reporter is who is signed in."""

    text: Words
    category: Id
    point: Point | None = None
    """None: at the reporter's own home, once it is verified."""
    address: Line
    channel: Channel = Channel.APP
    photos: Photos = ()
    confidential: bool = False
    about: Id | None = None
    """The organisation, place or official who is reported: they step aside 回避."""
    on_behalf_of: Behalf | None = None
    """For whom it is reported, when it is not for oneself."""
    group: Annotated[GroupPost, Sent] | None = None
    order: Annotated[Order, Sent] | None = None
    mandate: Annotated[Mandate, Sent] | None = None
    source: Line | None = None
    """The visit, meeting, questionnaire or device it comes from."""
    seen_at: Moment | None = None
    """When it was seen, if the phone had no network then."""

    @property
    def spot(self) -> Point:
        """Where it is.

        Raises:
            NotSo: nobody said so, and no home is known.
        """
        if self.point is None:
            raise NotSo("point_needed", field="point")
        return self.point


class Sort(Command):
    """Settle category, urgency, sphere, the level that holds it, and whether it crosses lines."""

    category: Id
    urgency: Urgency
    sphere: Sphere
    level: Level
    crosses: bool = False
    standard: Id | None = None
    """Which of the category's standards it is bound to; the first when none is named."""


class Answer(Command):
    """Answer on the spot 当场答复."""

    text: Words


class Merge(Command):
    """Link as the same problem as an earlier case."""

    into: Id
    reason: Words


class Refuse(Command):
    """Do not accept, with a reason and a pointer to who can help."""

    reason: Words
    pointer: Words


class Transfer(Command):
    """Hand to one department 转办."""

    department: Id
    note: Line | None = None


class Entrust(Command):
    """Open a procedure on it 交办: mediation, talks, repair … by whom it is carried out.

    Without a procedure the category's is taken; without a responder, the lowest that serves it.
    """

    procedure: Id | None = None
    responder: Id | None = None
    note: Line | None = None


class Settle(Command):
    """The level that holds it has solved it."""

    result: Words
    photos: Photos = ()


class Escalate(Command):
    """Pass it up: this level cannot settle it."""

    reason: Words


class FeedBack(Command):
    """Tell every reporter the result."""

    text: Words


class Confirm(Command):
    """The reporter agrees."""


class Dispute(Command):
    """The reporter does not agree: it is opened again."""

    reason: Words


class Supplement(Command):
    """The reporter adds something."""

    text: Words
    photos: Photos = ()


class Hurry(Command):
    """The reporter asks when it will be done."""

    text: Words | None = None


class Withdraw(Command):
    """The reporter takes it back."""

    reason: Words
