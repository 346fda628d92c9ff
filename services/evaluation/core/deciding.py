"""Who decides on a passbook: its community or its district, nobody on their own."""

from contracts.actor import Actor, Role
from contracts.city import City
from contracts.commands.routes.roles import COMMUNITY
from contracts.refusals import NotThere, NotYours
from services.evaluation.core.passbook import Passbook


def decided_by(actor: Actor, book: Passbook | None, city: City) -> Passbook:
    """Return the passbook.

    Raises:
        NotThere, NotYours: there is none, or it is not the actor's to decide on.
    """
    if book is None or not book.opened:
        raise NotThere("not_found")
    if actor.id == book.account:
        raise NotYours("own_passbook")
    place = book.community or book.street
    district = city.path(place)[0]
    theirs = actor.holds_any(COMMUNITY, place) or actor.holds(Role.DISTRICT_SUPERVISOR, district)
    if not theirs:
        raise NotYours("not_its_community")
    return book
