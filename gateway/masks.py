"""What a reader may not know is taken out here, by the sight through which it is seen. Pure."""

from collections.abc import Mapping
from typing import Any, Final, cast

from gateway.fold import Folded, Line, nested
from gateway.matrix import EYES, Eyes, phones, text
from gateway.scopes import Sight

_NAMES_REPORTERS = frozenset(
    {
        *("reporter", "reporters", "resident", "residents", "asker", "maker"),
        *("account", "accounts", "stated_by", "assigned_by"),
    }
)
_SAID_FOR: Final = (("on_behalf_of", "name"), ("group", "sender"), ("mandate", "by"))
"""Where a case says for whom it was told: part and field."""


def masked_deep(value: Any, eyes: Eyes = Eyes.DEPARTMENT) -> Any:
    """A value with the numbers in every text of it starred out, however deep it lies."""
    if isinstance(value, str):
        return text(value, eyes)
    if isinstance(value, Mapping):
        return {key: masked_deep(one, eyes) for key, one in cast(Mapping[str, Any], value).items()}
    if isinstance(value, list | tuple):
        return [masked_deep(one, eyes) for one in cast(list[Any], value)]
    return value


def reporters(case: Folded) -> tuple[str, ...]:
    """The accounts that reported a case."""
    return tuple(sorted(nested(case, "reporters")))


def said_for(case: Folded) -> tuple[str, ...]:
    """Those for whom somebody else reported a case; none for most."""
    told = (_part(case, name).get(field) for name, field in _SAID_FOR)
    return tuple(who for who in told if who)


def numbers(case: Folded) -> tuple[str, ...]:
    """Where they can be reached, each number once."""
    rang = _part(case, "on_behalf_of").get("phone")
    typed = phones(f"{case.get('text')} {case.get('place')['address']}")
    return tuple(dict.fromkeys((*((rang,) if rang else ()), *typed)))


def _part(case: Folded, name: str) -> Mapping[str, str]:
    found: Mapping[str, str] | None = case.get(name)
    return found or {}


def knows_reporters(case: Folded, sight: Sight) -> bool:
    """Whether the reader may know who reported it."""
    if sight is Sight.CALLER:
        return True
    return sight >= Sight.LOCAL and not case.get("confidential")


def facts(line: Line, sight: Sight, *, reporters_known: bool) -> dict[str, Any]:
    """What a line of a timeline says to this reader."""
    said = line.facts
    if not reporters_known:
        said = {name: value for name, value in said.items() if name not in _NAMES_REPORTERS}
    return masked_deep(said, EYES[sight])


def who(line: Line, sight: Sight, me: str, hidden: frozenset[str]) -> str | None:
    """Who acted, as far as this reader may know. `hidden` are accounts it may not know of."""
    if line.by == me or line.by == "clock":
        return line.by
    return None if line.by in hidden or sight is Sight.OWN else line.by
