"""A toy domain to shape promises with: pots are thrown, marked and broken; orders are heard of.

Nothing here is a word of the product, so a promise test never breaks when the domain moves.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from contracts.actor import Actor
from contracts.envelope import Envelope
from contracts.events.event import Event
from contracts.refusals import NotNow
from services.chassis.store import Act, Shape

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
POTTER = Actor(id="potter")


class Thrown(Event):
    """A pot was made on the wheel."""

    type: ClassVar[str] = "clay.thrown"
    glaze: str
    due_at: datetime | None = None


class Marked(Event):
    """Somebody scratched a word into it."""

    type: ClassVar[str] = "clay.marked"
    word: str


class Broken(Event):
    """It fell."""

    type: ClassVar[str] = "clay.broken"


class Ordered(Event):
    """Said by the shop: somebody wants one."""

    type: ClassVar[str] = "shop.ordered"
    pot: str
    word: str = ""


KINDS: dict[str, type[Event]] = {kind.type: kind for kind in (Thrown, Marked, Broken, Ordered)}


class Pot(BaseModel):
    """What the pottery remembers."""

    model_config = ConfigDict(frozen=True)

    glaze: str
    words: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    whole: bool = True
    due_at: datetime | None = None


def evolve(pot: Pot | None, event: Event) -> Pot:
    """The pot after an event."""
    match event:
        case Thrown():
            return Pot(glaze=event.glaze, due_at=event.due_at)
        case Ordered():
            pot = pot or Pot(glaze="raw")
            return pot.model_copy(update={"orders": (*pot.orders, event.word)})
        case Marked() if pot:
            return pot.model_copy(update={"words": (*pot.words, event.word)})
        case Broken() if pot:
            return pot.model_copy(update={"whole": False, "due_at": None})
        case _:
            raise AssertionError(event)


POTS = Shape(
    name="pots",
    source="pottery",
    model=Pot,
    evolve=evolve,
    due=lambda pot: pot.due_at,
    grows="orders",
    facets=lambda pot: {"glaze": pot.glaze, "words": len(pot.words)},
    indexes=[[("glaze", 1), ("words", -1)], [("words", 1)]],
)


def throw(glaze: str = "blue", due_at: datetime | None = None):
    """Decide to make a pot."""

    def decide(pot: Pot | None) -> Sequence[Event]:
        if pot:
            raise NotNow("thrown_before", state="thrown")
        return [Thrown(glaze=glaze, due_at=due_at)]

    return decide


def mark(*words: str):
    """Decide to scratch words, one event each; a broken pot takes none."""

    def decide(pot: Pot | None) -> Sequence[Event]:
        if not pot or not pot.whole:
            raise NotNow("no_pot", state="broken")
        return [Marked(word=word) for word in words]

    return decide


def smash(pot: Pot | None) -> Sequence[Event]:
    """Decide to break it."""
    if not pot or not pot.whole:
        raise NotNow("no_pot", state="broken")
    return [Broken()]


def act(key: str, **changes: Any) -> Act:
    """Return an act of the potter at noon."""
    return Act(**({"by": POTTER, "at": NOON, "key": key, "fingerprint": key} | changes))


def said(seq: int = 1, subject: str = "order-1", event: Event | None = None) -> Envelope[Event]:
    """Return something the shop said about an order."""
    event = event or Ordered(pot="pot-1", word=f"w{seq}")
    return Envelope[Event](
        id=f"shop:{subject}:{seq}",
        source="shop",
        subject=subject,
        seq=seq,
        type=event.type,
        time=NOON + timedelta(seconds=seq),
        by="shopkeeper",
        data=event,
    )
