"""What must hold besides the order, by the name the pack uses (`contracts.steps.RULES`)."""

from collections.abc import Mapping

from services.response.core import convening, deliberating, linking, mediating, serving, voting
from services.response.core.mediating import Rule

RULES: Mapping[str, Rule] = {
    **mediating.RULES,
    **deliberating.RULES,
    **serving.RULES,
    **linking.RULES,
    **voting.RULES,
    **convening.RULES,
}
