"""Every CSV table a pack may have, with its columns in the order an empty one begins with.

A column with a question mark may be left out of a table; without any other it is not read.
"""

from collections.abc import Mapping
from typing import Final

TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "assignments": ("part", "person", "at", "from?", "until?"),
    "calendar": ("calendar", "date", "kind", "version", "source", "published"),
    "categories": (
        *("code", "scheme", "kind", "name_zh", "name_en", "grade", "limit"),
        *("urgency", "sphere", "restricted", "catalogue?", "cjt214?"),
    ),
    "compounds": (
        *("id", "name", "community", "grids", "property_mode", "company", "since", "until"),
        *("committee", "backstop", "lng", "lat"),
    ),
    "duties": ("category", "area", "lead", "assist", "level_can_settle", "basis?"),
    "errands": ("schedule", "visitor", "subject", "at", "name", "address", "lng", "lat"),
    "grids": ("id", "kind", "host", "households", "lines"),
    "groups": ("id", "level", "at", "name", "owner", "parent?", "admins?"),
    "jurisdictions": ("category", "level_can_settle", "from", "until?", "basis"),
    "lines": ("code", "name_zh", "name_en", "department"),
    "members": ("person", "kind", "of", "post"),
    "organisations": ("id", "kind", "name", "calendar", "territory", "branch?"),
    "partners": ("unit", "community", "from?", "until?"),
    "party": ("id", "kind", "name", "parent", "at", "grids", "secretary"),
    "people": ("id", "name", "role", "at"),
    "powers": ("code", "name_zh", "name_en", "basis", "acts", "streets", "from?", "until?"),
    "premises": ("id", "kind", "name", "parent", "compound", "flags"),
    "professions": ("account", "profession", "serves"),
    "roster": ("at", "duty", "person", "days", "hours"),
    "seats": ("body", "holder", "kind", "from?", "until?"),
    "standards": (
        *("code", "category", "condition_zh", "condition_en", "limit"),
        *("closing_zh", "closing_en", "photo", "recheck", "urgency", "source?"),
    ),
    "stations": ("id", "kind", "name", "at", "parent", "services?", "calendar?"),
    "street_duties": ("code", "name_zh", "name_en", "accepted", "categories", "reason"),
    "territories": ("id", "level", "name", "parent", "code", "area_kind"),
    "traits": ("area", "trait"),
}
"""By the file's name without `.csv`."""


def columns(file: str) -> tuple[str, ...]:
    """Return the columns a file of a pack may have; none of what is no table."""
    return tuple(name.removesuffix("?") for name in _table(file))


def required(file: str) -> tuple[str, ...]:
    """Return the columns without which a file of a pack is not read."""
    return tuple(name for name in _table(file) if not name.endswith("?"))


def _table(file: str) -> tuple[str, ...]:
    return TABLES.get(file.removesuffix(".csv"), ())
