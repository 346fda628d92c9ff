"""Numbers that name a person, in the forms in which people type them. Pure.

Mobile telephones (with or without the country's code, in groups or not), fixed ones with their
area's code, identity numbers of 18 digits and the older ones of 15. Digits may be full width, since
Chinese keyboards make such. Rule 1: whoever masks or takes out numbers asks here, so that what one
knows the other does not miss. Rule 2: a longer run of digits is no such number, nor are 15 digits
without a date of birth: numbers of tickets and degrees stay as they are.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final
from unicodedata import normalize

_GAP: Final = r"[ \u00a0\u3000]?[-－–—]?[ \u00a0\u3000]?"
"""What may stand between groups of digits."""
_COUNTRY: Final = rf"(?:[+＋]|[0０]{{2}})?[8８][6６]{_GAP}"
_BORN: Final = r"\d\d(?:[0０][1-9１-９]|[1１][0-2０-２])(?:[0-2０-２]\d|[3３][01０１])"
_NUMBER: Final = re.compile(
    rf"(?<!\d)(?P<mobile>(?:{_COUNTRY})?[1１][3-9３-９]\d{_GAP}\d{{4}}{_GAP}\d{{4}})(?!\d)"
    rf"|(?<![\dA-Za-z-])(?P<fixed>[（(]?[0０][1-9１-９]\d{{1,2}}(?:[）)]{_GAP}|[-－–— ])"
    rf"[1-9１-９]\d{{2,3}}{_GAP}\d{{4}})(?!\d)"
    rf"|(?<!\d)(?P<identity>\d{{6}}{_GAP}\d{{8}}{_GAP}\d{{3}}[\dXxＸｘ]|\d{{6}}{_BORN}\d{{3}})"
    r"(?![\dXxＸｘ])"
)
_POSSIBLE: Final = re.compile(r"[\d \u00a0\u3000\-－–—(（）)Xx]{11}")
"""No form is shorter; most texts of a view hold nothing like it."""

Stars = Callable[[str], str]
"""What stands for a number: of its digits as ASCII, without gaps and country."""


def without(text: str, phone: Stars | None, identity: Stars | None) -> str:
    """Return the text with stars for its telephone and identity numbers; None leaves them be."""
    if not _POSSIBLE.search(text):
        return text

    def starred(found: re.Match[str]) -> str:
        stars = identity if found["identity"] else phone
        return stars(_digits(found[0])) if stars else found[0]

    return _NUMBER.sub(starred, text)


def telephones(text: str) -> Iterator[str]:
    """Yield the telephone numbers of a text, as they were typed."""
    return (found[0] for found in _NUMBER.finditer(text) if not found["identity"])


def _digits(typed: str) -> str:
    plain = "".join(c for c in normalize("NFKC", typed) if c.isdigit() or c in "Xx")
    mobile = re.fullmatch(r"(?:00)?86(1\d{10})", plain)
    return mobile[1] if mobile else plain
