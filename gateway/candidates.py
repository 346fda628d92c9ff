"""Whistle candidates: what is stuck 久拖不决 in a commander's street, shown with its whistles.

Nobody has to ask for them: they come with the first page of `GET /whistles`.
"""

from collections.abc import Mapping
from typing import Any, Final

from contracts.commands.routes import COMMANDER
from gateway.asked import USUAL, Asked
from gateway.present.cases import case_row
from gateway.present.reader import Reader
from gateway.reading import Reading

_STUCK: Final = Asked(facets={"stuck": "yes"}, order="due", limit=USUAL)
"""Whose limit ends first comes first; the rest is at `GET /cases?stuck=yes`."""


async def candidates(reading: Reading, reader: Reader) -> Mapping[str, Any]:
    """The stuck cases this reader may whistle on; nobody else has any."""
    if not reader.scope.actor.holds_any(COMMANDER):
        return {}
    page = await reading.views.page("cases", reader.scope, _STUCK)
    rows = (case_row(kept.id, kept.state, reader) for kept in page.items)
    return {"candidates": tuple(row for row in rows if row.offers)}
