"""物业报修: what a resident tells the property goes straight to who sees to the compound.

Rule 1: it is the procedure `repair` of the pack: the company, the owners' committee, the community,
by the way the compound is run; what they fail to mend comes back, and a whistle may follow.
Rule 2: where that cannot begin (nobody there, or who is there is reported) the community has it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from contracts.actor import CLOCK
from contracts.city import City
from contracts.commands.case import Entrust, Report
from contracts.events.case import CaseReported
from contracts.events.event import Event
from contracts.refusals import NotSo
from contracts.words import Channel
from services.intake.core.entrust import entrust
from services.intake.core.evolve import evolve

REPAIR: Final = "repair"


def sent_to_steward(
    told: Report, taken: CaseReported, id: str, city: City, now: datetime
) -> Sequence[Event]:
    """Open the repair of what was just reported to the property."""
    if told.channel is not Channel.PROPERTY or REPAIR not in city.procedures:
        return []
    try:
        case = evolve(None, taken)
        return entrust(Entrust(procedure=REPAIR), case, CLOCK, city, now, facts=id)
    except NotSo:
        return []
