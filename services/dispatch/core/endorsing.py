"""A call from below waits for its community's word, and not for ever.

Rule 1: when the community is late its street is told, too.
Rule 2: when as much passes as the pack gives it then (`case.endorse`), the street decides about the
call without that word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contracts.actor import Role
from contracts.city import City
from contracts.events.event import Event
from contracts.events.whistle import WhistleOverdue
from contracts.events.whistle_draft import WhistleUnendorsed
from contracts.lifecycle import WhistleStage
from contracts.words import Level, Owner
from services.dispatch.core.whistle import Whistle

AWAIT: Final = "case.endorse"
"""How long the street waits once it knows that the community is late."""
APPROVE: Final = "whistle.approve"
_OF_COMMUNITY: Final = (Role.COMMUNITY_SECRETARY, Role.COMMUNITY_OFFICER)


def unendorsed(whistle: Whistle) -> Iterator["Unendorsed"]:
    """The word of the community, while it is awaited."""
    awaited = whistle.stage is WhistleStage.DRAFT and whistle.needs_endorsement
    if awaited and whistle.community and whistle.due_at:
        yield Unendorsed(whistle.due_at, whistle, whistle.community)


@dataclass(frozen=True)
class Unendorsed:
    """The community has not said whether it stands behind the call."""

    at: datetime
    whistle: Whistle
    community: str

    def fire(self, city: City, now: datetime) -> Sequence[Event]:
        """Tell the street; the second time, let it decide."""
        street = self.whistle.street
        commanders = city.holders(Role.STREET_COMMANDER, street)
        if self.whistle.unendorsed:
            due_at = city.due(street, now, city.span(APPROVE)).at
            return [
                WhistleUnendorsed(
                    community=self.community,
                    was_due_at=self.at,
                    due_at=due_at,
                    since=now,
                    tell=commanders,
                )
            ]
        late = (one for role in _OF_COMMUNITY for one in city.holders(role, self.community))
        return [
            WhistleOverdue(
                owner=Owner(level=Level.COMMUNITY, at=self.community),
                was_due_at=self.at,
                due_at=city.due(street, now, city.span(AWAIT)).at,
                since=now,
                tell=(*late, *commanders),
            )
        ]
