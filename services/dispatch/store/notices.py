"""How notices to groups are kept."""

from typing import Final

from contracts.events.notice import NoticeRedacted
from services.chassis.store import Shape
from services.dispatch.core import notice
from services.dispatch.core.notice import Notice

NOTICES: Final = Shape(
    name="notices",
    source="dispatch",
    model=Notice,
    evolve=notice.evolve,
    due=notice.next_clock,
    redaction=NoticeRedacted,
)
