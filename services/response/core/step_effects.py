"""What else happens when a step is taken, by the name the pack uses (`contracts.steps.EFFECTS`)."""

from collections.abc import Mapping

from services.response.core import convening, effects, voting
from services.response.core.effects import Effect

EFFECTS: Mapping[str, Effect] = {
    **effects.EFFECTS,
    **voting.EFFECTS,
    **convening.EFFECTS,
}
