"""吹哨率: how much of what was closed was whistled for, beside what was settled without a whistle.

Rule 1: it is shown as a balance and is in no score: to whistle is neither earned nor lost by. A
street that whistles for everything shows in it as one that never does.
Rule 2: whistled ÷ closed, of the cases accepted in the month; each case is behind it by its number.
"""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from services.evaluation.core.account import Account
from services.evaluation.core.rates import rate
from services.evaluation.core.row import Balance
from services.evaluation.core.tally import Counted, Tally

WHISTLE = "whistle"


class BalancedCase(BaseModel):
    """One case behind it: no words, no person, no place."""

    model_config = ConfigDict(frozen=True)

    id: str
    number: str
    way: str
    """Who settled it: a level of the ladder, department, or whistle."""
    whistled: bool
    closed: bool


class Balanced(BaseModel):
    """A page of what is behind one street's balance."""

    model_config = ConfigDict(frozen=True)

    period: str
    id: str
    formula: str = "whistled ÷ closed"
    items: tuple[BalancedCase, ...]
    next: str | None = None


def balance_tally(mark: str) -> Tally:
    """What must be counted for it."""
    return Tally("accounts", "accepted", mark, ("streets", "way"), ("closed",))


def balances(counts: Sequence[Counted]) -> Mapping[str, Balance]:
    """Return each street's balance."""
    closed: dict[str, int] = {}
    whistled: dict[str, int] = {}
    for row in counts:
        street = row["streets"]
        closed[street] = closed.get(street, 0) + row["closed"]
        called = row["closed"] if row["way"] == WHISTLE else 0
        whistled[street] = whistled.get(street, 0) + called
    return {
        street: Balance(
            whistled=rate(n, closed[street]), without=rate(closed[street] - n, closed[street])
        )
        for street, n in whistled.items()
    }


def balanced(id: str, account: Account) -> BalancedCase:
    """A case as it is counted."""
    return BalancedCase(
        id=id,
        number=account.number,
        way=account.way,
        whistled=account.way == WHISTLE,
        closed=account.left is None and account.closed_at is not None,
    )
