"""What a street may do, what it must do, and on which level a matter may be settled since when."""

from dataclasses import dataclass

from contracts.city.directory.areas import Period
from contracts.words import Level


@dataclass(frozen=True, slots=True)
class Power:
    """One of the powers granted to streets (街道赋权): the seed counts five and names none."""

    code: str
    name_zh: str
    name_en: str
    basis: str
    acts: tuple[str, ...]
    """What it allows, by path of the API: `/whistles`, `/whistles/{id}/remind` …"""
    streets: tuple[str, ...]
    """Streets that have it; `*`: all."""
    period: Period


@dataclass(frozen=True, slots=True)
class StreetDuty:
    """One line of the street's catalogue: what it accepts (明责), or what was taken off it."""

    code: str
    name_zh: str
    name_en: str
    accepted: bool
    categories: tuple[str, ...]
    """Codes of categories, or their first letters; those no line names are accepted."""
    reason: str
    """Why not, and where to go instead; only of what is not accepted."""


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """Since a day, a matter of this category may be settled from this level on (职权下放)."""

    category: str
    level: Level
    period: Period
    basis: str
    row: int
