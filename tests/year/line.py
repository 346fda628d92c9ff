"""One kind of clock, as the events tell of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    """One kind of clock."""

    name: str
    sets: Mapping[str, str]
    """Kind of event → its field that holds the next deadline; one that is empty leaves it."""
    strikes: frozenset[str] = frozenset()
    """What the clock says at it; a strike that sets no next one lets it rest."""
    ends: frozenset[str] = frozenset()
    """After these nothing is due."""
    of: str = ""
    """The field that says which one, where a document has several."""
    extends: Mapping[str, str] = field(default_factory=dict[str, str])
    """Kind of event → its field that may only put the deadline off."""
    also: frozenset[str] = frozenset()
    """What people say, too, or others cause: a strike only where something is due."""
    says: str = "was_due_at"
    """The field in which a strike says when it was due."""
    says_the_first: bool = False
    """A strike that is said again says when it was due at first."""

    @property
    def recomputes(self) -> bool:
        """Whether a new calendar says of it itself; else it is found by the time it was due at."""
        return any(kind.endswith(".recomputed") for kind in self.sets)

    @property
    def kinds(self) -> frozenset[str]:
        """Every kind of event that touches it."""
        return frozenset({*self.sets, *self.extends}) | self.strikes | self.ends | self.also
