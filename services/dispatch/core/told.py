"""What dispatch is told by others, in its own words: of which call, when, and what was said.

An event of response or evaluation leaves to its envelope when it happened and of which task; the
state needs both, so they are put back together before the event is folded in.
"""

from datetime import datetime

from contracts.envelope import Envelope
from contracts.events.event import Event


class Told(Event):
    """Somebody else's word about one call. Never sent anywhere."""

    task_id: str
    at: datetime
    word: Event


def told(heard: Envelope[Event]) -> Envelope[Event]:
    """Return the envelope with its word in dispatch's terms; its stream and number stay."""
    task_id = heard.subject.removeprefix("as-")
    return heard.model_copy(update={"data": Told(task_id=task_id, at=heard.time, word=heard.data)})
