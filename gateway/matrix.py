"""What each kind of reader is shown of a person: one table, and how each cell looks. Pure.

Rows and columns are 9.3 of `reference/domain.md`. The address column is of the place a problem is
at, which whoever handles it needs; a household's address is shown to whoever verifies it only.
Formats: phone `138****5678`, identity number `110***********1234`, name `张**`.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from contracts.identifying import Stars, telephones, without
from gateway.scopes import Sight


class Shown(StrEnum):
    """How much of one thing."""

    FULL = "full"
    MASKED = "masked"
    HIDDEN = "hidden"


class Eyes(StrEnum):
    """For whom."""

    ONESELF = "oneself"
    SEAT = "seat"
    """受理: takes reports in, and calls reporters back."""
    HANDLER = "handler"
    """Street, community or grid, whose matter it is now, or above."""
    LOCAL = "local"
    """Street, community or grid of the place."""
    DEPARTMENT = "department"
    REPORTED = "reported"
    """A department called for a matter whose reporter is confidential."""
    PUBLIC = "public"
    EXPORT = "export"


class Cells(NamedTuple):
    """One row of the table."""

    name: Shown
    phone: Shown
    identity: Shown
    address: Shown


F, M, H = Shown.FULL, Shown.MASKED, Shown.HIDDEN

MATRIX: Final[Mapping[Eyes, Cells]] = {
    Eyes.ONESELF: Cells(F, F, F, F),
    Eyes.SEAT: Cells(F, F, M, F),
    Eyes.HANDLER: Cells(F, M, H, F),
    Eyes.LOCAL: Cells(M, M, H, F),
    Eyes.DEPARTMENT: Cells(H, M, H, F),
    Eyes.REPORTED: Cells(H, H, H, F),
    Eyes.PUBLIC: Cells(H, H, H, M),
    Eyes.EXPORT: Cells(M, M, H, M),
}
"""A masked phone is revealed with a reason, a masked address is cut at the community. A department
is told no name at all: stricter than the table's `surname`."""

EYES: Final[Mapping[Sight, Eyes]] = {
    Sight.NOTHING: Eyes.PUBLIC,
    Sight.CALLED: Eyes.DEPARTMENT,
    Sight.OWN: Eyes.ONESELF,
    Sight.LOCAL: Eyes.LOCAL,
    Sight.WHOLE: Eyes.LOCAL,
    Sight.CALLER: Eyes.SEAT,
}

_PHONES: Final[Mapping[Shown, Stars]] = {
    M: lambda digits: f"{digits[:3]}****{digits[-4:]}",
    H: lambda _: "*" * 11,
}
_IDENTITIES: Final[Mapping[Shown, Stars]] = {
    M: lambda digits: f"{digits[:3]}{'*' * (len(digits) - 7)}{digits[-4:]}",
    H: lambda _: "*" * 18,
}


def text(words: str, eyes: Eyes) -> str:
    """Words somebody typed, with the numbers that name a person starred out."""
    cells = MATRIX[eyes]
    if cells.phone is F and cells.identity is F:
        return words
    return without(words, _PHONES.get(cells.phone), _IDENTITIES.get(cells.identity))


def name(full: str, eyes: Eyes) -> str | None:
    """A person's name."""
    forms: Mapping[Shown, Callable[[str], str | None]] = {
        F: lambda whole: whole,
        M: lambda whole: f"{whole[:1]}**",
        H: lambda _: None,
    }
    return forms[MATRIX[eyes].name](full)


def address(full: str, community: str, eyes: Eyes) -> str | None:
    """Where something is."""
    return {F: full, M: community, H: None}[MATRIX[eyes].address]


def phones(words: str) -> tuple[str, ...]:
    """The phone numbers somebody typed, each once."""
    return tuple(dict.fromkeys(telephones(words)))
