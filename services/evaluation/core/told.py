"""What others say, with when and by whom: their events leave that to the envelope."""

from datetime import datetime

from contracts.envelope import Envelope
from contracts.events.event import Event


class Told(Event):
    """Somebody else's word. Never sent anywhere."""

    subject: str
    at: datetime
    by: str
    word: Event


def told(heard: Envelope[Event]) -> Envelope[Event]:
    """Return the envelope with its word in these terms; its stream and number stay."""
    word = Told(subject=heard.subject, at=heard.time, by=heard.by, word=heard.data)
    return heard.model_copy(update={"data": word})
