"""久拖不决: a case that went back and forth too often, or is too old, is said to be stuck.

Rule 1: its age is a clock of its own, `Case.stuck_at`; how often it went back and forth is looked
at whenever it did. So it is said at the moment the pack's rule is met, and offered for a whistle.
Rule 2: it is said once, until the case gets going: a whistle is blown on it, or it is solved. What
comes back from there is counted anew, and may be stuck again.
Rule 3: a petition that was handed in takes what the law allows; it does not lie.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from typing import Final

from contracts.actor import Role
from contracts.city import City
from contracts.events.case_work import CaseStuck
from contracts.events.event import Event
from contracts.lifecycle import CaseStage
from services.intake.core.aging import stuck_at
from services.intake.core.case import HANDED_IN, Case
from services.intake.core.evolve import evolve
from services.intake.core.ladder import street_of

_LIES: Final = frozenset(
    {
        *(CaseStage.REPORTED, CaseStage.OWNED, CaseStage.ORDERED),
        *(CaseStage.TRANSFERRED, CaseStage.ENTRUSTED),
    }
)
"""Where a case may lie: nobody has whistled, and nobody says that it is done."""


def followed(case: Case, said: Sequence[Event], city: City, now: datetime) -> Sequence[Event]:
    """What was decided, and that the case is stuck where that makes it so."""
    return [*said, *found_stuck(reduce(evolve, said, case), city, now)]


def found_stuck(case: Case, city: City, now: datetime) -> Sequence[CaseStuck]:
    """Say that it is stuck; nothing when it is not, or was said before."""
    lies = case.stage in _LIES and case.petition not in HANDED_IN
    if case.stuck or not lies or not _too_long(case, city, now):
        return []
    return [
        CaseStuck(
            transfers=case.transfers,
            returns=case.returns,
            age_days=(now - case.reported_at).days,
            tell=_commanders(case, city),
        )
    ]


def _too_long(case: Case, city: City, now: datetime) -> bool:
    """By the pack's rule; a case of before that clock was kept is as old as its report."""
    if case.transfers + case.returns - case.past >= city.intake.stuck.handovers:
        return True
    return (case.stuck_at or stuck_at(case.place, city, case.reported_at)) <= now


def _commanders(case: Case, city: City) -> tuple[str, ...]:
    """Who may whistle there; nobody of those who step aside."""
    street = street_of(case.place)
    if street in case.recused:
        return ()
    commanders = city.holders(Role.STREET_COMMANDER, street)
    return tuple(one for one in commanders if one not in case.recused)
