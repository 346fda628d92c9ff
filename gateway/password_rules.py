"""What a password must be: GB/T 22239-2019 level 3 with the usual values (domain.md 9.5). Pure."""

import re
from datetime import datetime, timedelta
from typing import Final

from contracts.refusals import NotSo

SHORTEST: Final = 10
CLASSES: Final = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^a-zA-Z0-9]")
LEAST_CLASSES: Final = 3
LASTS: Final = timedelta(days=90)
REMEMBERED: Final = 5
"""How many old ones are not taken again."""


def check_new(password: str, account: str) -> None:
    """Refuse a password that is too easy.

    Raises:
        NotSo: too short, of too few kinds of letters, or made of the account's name.
    """
    if len(password) < SHORTEST:
        raise NotSo("password_short", field="new", least=SHORTEST)
    if sum(bool(re.search(kind, password)) for kind in CLASSES) < LEAST_CLASSES:
        raise NotSo("password_plain", field="new", least=LEAST_CLASSES)
    if account.lower() in password.lower():
        raise NotSo("password_is_name", field="new")


def expired(set_at: datetime, now: datetime) -> bool:
    """Whether it must be changed before anything else is done."""
    return now >= set_at + LASTS
