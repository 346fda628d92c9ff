"""What a responder may do with a task."""

from contracts.commands.command import Command
from contracts.events.task import Way
from contracts.moments import Moment
from contracts.words import Grade, Id, Line, Photos, Point, Words


class Acknowledge(Command):
    """签收: received; name the person who will see to it, and when they will be there."""

    handler: Line
    eta: Moment | None = None


class Arrive(Command):
    """报到: who came, of what rank, and the evidence."""

    person: Line
    rank: Grade
    way: Way
    point: Point | None = None
    code: Line | None = None
    """What the street's QR code said (`contracts.muster`); needed when the way is `qr`."""
    photos: Photos = ()


class Progress(Command):
    """Say what has been done so far."""

    text: Words
    photos: Photos = ()


class Complete(Command):
    """Say that it is done, in the four fields 受理时间 沟通对象 措施 时限."""

    accepted_at: Moment
    contacted: Words
    measures: Words
    finished_at: Moment
    photos: Photos = ()


class ObjectTo(Command):
    """Not ours: reason, basis, and whom it belongs to."""

    reason: Words
    basis: Words
    suggestion: Id | None = None


class CannotSolve(Command):
    """Ours, but beyond us."""

    reason: Words
