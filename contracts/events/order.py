"""What intake says of a case for which an offer was made 群众点单: it comes back when that ends."""

from typing import ClassVar

from contracts.events.case import OwnedEvent
from contracts.words import Id


class CaseOrdered(OwnedEvent):
    """An offer is made for it: a partner unit is asked, or members are called."""

    type: ClassVar[str] = "case.ordered"

    offer_id: Id
