"""A count by groups, said once, so that a database and a test count the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Counted: TypeAlias = Mapping[str, Any]
"""One group: its facets by name, the sums by name, and `n`, how many there are."""


@dataclass(frozen=True)
class Tally:
    """What is counted: of one book, under one mark of an indexed list of marks."""

    book: str
    """sheets, accounts, assessments or risks."""
    marks: str
    """The indexed facet that holds the marks."""
    mark: str
    by: Sequence[str]
    """Facets that make a group; of a list of mappings, `name.field`."""
    sums: Sequence[str] = ()
    unwind: str = ""
    """A facet that holds a list: each of its members counts by itself."""
