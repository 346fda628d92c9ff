"""An alarm of a device: which case it is, and where the device may ring.

Rule 1: a device's alarms of one cause are one case while it is open; afterwards the next is new.
Rule 2: its posts say where it may ring: a place it holds, or anything below.
"""

from hashlib import sha256

from contracts.actor import Actor, Role
from contracts.commands.case import Report
from contracts.refusals import NotSo
from contracts.words import Channel, Place
from services.intake.core.case import Case


def rings(told: Report, actor: Actor) -> bool:
    """Whether a device reports this, and not a person."""
    return told.channel is Channel.MONITOR and actor.holds(Role.DEVICE)


def check_its_places(actor: Actor, place: Place) -> None:
    """Refuse an alarm from where the device does not stand.

    Raises:
        NotSo: the point lies in none of its places.
    """
    if not actor.holds(Role.DEVICE, *place.path):
        places = [post.at for post in actor.posts]
        raise NotSo("not_its_place", field="point", places=places)


def same_cause(told: Report, case: Case) -> bool:
    """Whether an alarm is of what this case is about already."""
    both = told.channel is Channel.MONITOR and case.channel is Channel.MONITOR
    return both and told.source is not None and told.source == case.source


def alarm_id(cause: str, device: Actor, last: str) -> str:
    """The id of a cause's next case; `last` is the one before, empty for the first."""
    return f"case-{sha256(f'{device.id} {cause} {last}'.encode()).hexdigest()[:16]}"
