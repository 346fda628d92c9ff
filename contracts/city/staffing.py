"""Whether a procedure could be carried out somewhere: who of the city's people stands in its steps.

Rule 1: it begins only where somebody may take what opens first; else it would lie there until its
limit, with a place as its owner and nobody who may act (ours).
Rule 2: a role counts as in `services.response.core.order`: at the responder and the place it
serves, `above-role` at any place around it; accounts that are named count as there.
"""

from collections.abc import Iterable, Sequence

from contracts.actor import Role
from contracts.city.city import City
from contracts.city.tiers import places
from contracts.city.whistling import Procedure
from contracts.steps import ABOVE, GROUP


def staffed(procedure: Procedure, responder: str, path: Sequence[str], city: City) -> bool:
    """Whether somebody may take the first obligatory step there, at a place given by its path."""
    first = next((step for step in procedure.steps if not step.optional), procedure.steps[0])
    here = places(responder, city)
    return any(_stands(word, here, (*here, *path), city) for word in first.who)


def first_staffed(
    procedure: Procedure, responders: Iterable[str], path: Sequence[str], city: City
) -> str | None:
    """Return the first of these where it could be carried out; None: nowhere."""
    return next((one for one in responders if staffed(procedure, one, path, city)), None)


def _stands(word: str, here: Sequence[str], around: Sequence[str], city: City) -> bool:
    if word.startswith(GROUP):
        return True
    role, at = (word.removeprefix(ABOVE), around) if word.startswith(ABOVE) else (word, here)
    return any(city.holders(Role(role), one) for one in at)
