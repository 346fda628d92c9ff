"""三率: response, solution and satisfaction over the valid call-backs, each with its base."""

from collections.abc import Sequence
from math import fsum

from contracts.city import Rates
from contracts.words import Satisfaction
from services.evaluation.core.row import Asked, Rate, ThreeRates

DASH = "—"


def rate(count: float, of: int) -> Rate:
    """Return a share with its base; a dash without one."""
    value = count / of if of else None
    return Rate(count=count, of=of, value=value, shown=DASH if value is None else f"{value:.1%}")


def three_rates(asked: Sequence[Asked], weights: Rates) -> ThreeRates:
    """Return the three rates and their composite. Whom nobody reached is in no base."""
    worth = {Satisfaction.SATISFIED: 1.0, Satisfaction.BASICALLY: weights.basically_satisfied}
    valid = [one for one in asked if one.reached]
    base = sum(one.count for one in valid)
    satisfied = [worth.get(one.satisfaction, 0.0) * one.count for one in valid if one.satisfaction]
    response = rate(sum(one.count for one in valid if one.contacted), base)
    solution = rate(sum(one.count for one in valid if one.solved), base)
    satisfaction = rate(round(fsum(satisfied), 2), base)
    parts = (
        (weights.response, response),
        (weights.solution, solution),
        (weights.satisfaction, satisfaction),
    )
    total = fsum(weight * (part.value or 0.0) for weight, part in parts) * 100
    return ThreeRates(
        response=response,
        solution=solution,
        satisfaction=satisfaction,
        composite=round(total, 2) if base else None,
    )
