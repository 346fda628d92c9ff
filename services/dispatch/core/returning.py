"""A draft goes back to whoever asked, with a reason, and comes again 退回 (domain.md 1.12).

Rule 1: what was asked for is written anew as a whole, and goes the whole way up again: whoever had
endorsed it endorsed something else.
Rule 2: any post of the level that asked may write it, so that nobody's absence ends it.
Rule 3: what is not written anew in time is not raised; its cases stay with who has them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contracts.actor import Actor
from contracts.city import City
from contracts.commands.whistle import ReturnDraft, ReviseDraft
from contracts.events.event import Event
from contracts.events.whistle_draft import WhistleRefused, WhistleReturned, WhistleRevised
from contracts.lifecycle import WhistleStage
from contracts.refusals import NotSo
from services.dispatch.core.draft import Facts, drafted
from services.dispatch.core.whistle import Whistle, asked_by

REVISE: Final = "whistle.revise"
LAPSED: Final = "退回后逾期未修改，不再吹哨"
"""Why a returned draft is over by the clock."""


def give_back(
    command: ReturnDraft, whistle: Whistle, actor: Actor, city: City, now: datetime
) -> Sequence[Event]:
    """Let whoever asked write it anew."""
    asker = asked_by(whistle)
    due = city.due(asker.at, now, city.span(REVISE))
    return [WhistleReturned(reason=command.reason, owner=asker, due_at=due.at, since=now)]


def revise(
    command: ReviseDraft,
    whistle: Whistle,
    actor: Actor,
    city: City,
    now: datetime,
    *,
    facts: Facts,
) -> Sequence[Event]:
    """Ask again; the draft keeps its number.

    Raises:
        NotYours, NotSo: as for a new draft; or its place is another street's.
    """
    again = drafted(command, actor, city, now, facts)
    if again.street != whistle.street:
        street = city.territory(whistle.street).name
        raise NotSo("stays_in_its_street", field="point", street=street)
    return [WhistleRevised(**dict(again))]


def unrevised(whistle: Whistle) -> Iterator["Unrevised"]:
    """The new draft, while it is awaited."""
    if whistle.stage is WhistleStage.RETURNED and whistle.due_at:
        yield Unrevised(whistle.due_at, whistle)


@dataclass(frozen=True)
class Unrevised:
    """Nobody wrote it anew."""

    at: datetime
    whistle: Whistle

    def fire(self, city: City, now: datetime) -> Sequence[Event]:
        """It is over."""
        return [WhistleRefused(reason=LAPSED, case_ids=self.whistle.case_ids)]
