"""Why something of a pack must be mended, by the code of the problem."""

from collections.abc import Mapping
from typing import Final

from contracts.city.reasons.cells import CELLS
from contracts.city.reasons.places import PLACES
from contracts.city.reasons.posts import POSTS
from contracts.city.reasons.reason import Reason
from contracts.city.reasons.rules import RULES

REASONS: Final[Mapping[str, Reason]] = {**CELLS, **PLACES, **POSTS, **RULES}
