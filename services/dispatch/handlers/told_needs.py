"""What residents told a questionnaire they need goes on the need list, once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from contracts.actor import CLOCK
from contracts.commands.supply import StateNeed
from contracts.envelope import Envelope
from contracts.events.questionnaire import QuestionnaireNeedTold
from services.chassis.bus import Handlers, Hears
from services.chassis.store import Act
from services.dispatch.core.supply.stating import Stating, stated
from services.dispatch.handlers.looking import Looking


@dataclass(frozen=True)
class ToldNeeds:
    """Listens to questionnaires."""

    looking: Looking
    now: Callable[[], datetime]

    async def on_told(self, heard: Envelope[QuestionnaireNeedTold]) -> None:
        """An answer is a need; nobody has said it but the resident, if named."""
        event, look, now = heard.data, self.looking, self.now()
        told = StateNeed(
            text=event.text,
            category=event.category,
            point=event.place.point,
            address=event.place.address,
        )
        facts = Stating(await look.number("XQ", now), event.place)
        more = {"asker": event.reporter, "questionnaire_id": heard.subject}
        entry = stated(told, event.author, facts, look.city, now, **more)
        act = Act(CLOCK, now, heard.id)
        await look.needs.act(event.need_id, lambda need: [] if need else [entry], act)
        await look.needs.hear(event.need_id, heard)

    @property
    def handlers(self) -> Handlers:
        """What is listened to."""
        return {QuestionnaireNeedTold: Hears(self.on_told)}
