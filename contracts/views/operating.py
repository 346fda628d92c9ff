"""What operations see: queues, what is put aside, what waits to be said, what was missed."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import AwareDatetime

from contracts.views.view import View


class Queue(View):
    """One queue at the broker."""

    service: str
    name: str
    messages: int
    """Waiting to be delivered."""
    consumers: int
    dead: bool = False
    """It holds what nobody could read."""


class DeadLetter(View):
    """A stream that is put aside, with what began it."""

    id: str
    """Name it to drive it again."""
    service: str
    stream: str
    subject: str
    type: str
    seq: int
    reason: str
    error: str
    since: AwareDatetime
    waiting: int
    """Events put aside, the first included."""


class Driven(View):
    """What became of a stream that was driven again."""

    handled: int


class Relayed(View):
    """What one service has still to say."""

    service: str
    there: bool
    """Whether it answered."""
    pending: int = 0
    """Documents that owe events."""
    lag: float = 0.0
    """Seconds the oldest has waited."""


class Outgoing(View):
    """What one outlet (a group bot, the SMS gateway) took and refused."""

    name: str
    sent: int = 0
    failed: int = 0
    error: str | None = None
    """Why it refused last: the vendor's code, `http_…` or `unreachable`."""
    sent_at: AwareDatetime | None = None
    failed_at: AwareDatetime | None = None


class Reconciliation(View):
    """What a comparison of the said with the heard found."""

    since: AwareDatetime
    checked: int
    """Events looked at."""
    missing: Mapping[str, tuple[str, ...]] = {}
    """For each service, the events it had not heard. All were said again."""


class RetentionRun(View):
    """One run of retention: what was taken out because its time was over."""

    id: str
    """The day of a daily run."""
    kind: Literal["daily", "by_hand"]
    began_at: AwareDatetime
    """When it was begun last."""
    ended_at: AwareDatetime | None = None
    """None: it is under way, or will be tried again."""
    tries: int
    counts: Mapping[str, Any]
    """How much of what, by service, collection and depth."""
