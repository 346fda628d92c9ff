"""How a matter reaches the city, and what must come with it over each way in.

Rule 1: every channel lands in one contract, `Report`: what differs is only what it must carry.
Rule 2: a channel by which the city went out to look is proactive (未诉先办), the rest reactive.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Final

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from contracts.words import Channel, Id, Line

External = Annotated[str, Field(pattern=r"^[A-Za-z0-9_./-]{1,64}$")]
"""A number another system gave."""
GroupLevel = Annotated[int, Field(ge=1, le=5)]
"""五级微信群: 1 street, 2 community, 3 grid, 4 building, 5 unit."""


class Origin(StrEnum):
    """主动发现 or 群众反映: who saw it first."""

    PROACTIVE = "proactive"
    REACTIVE = "reactive"


class TicketKind(StrEnum):
    """What a caller wants: 咨询 求助 投诉 举报 建议 表扬 其他."""

    CONSULT = "consult"
    HELP = "help"
    COMPLAINT = "complaint"
    REPORT = "report"
    SUGGEST = "suggest"
    PRAISE = "praise"
    OTHER = "other"


ANSWERABLE: Final = frozenset({TicketKind.CONSULT, TicketKind.PRAISE, TicketKind.OTHER})
"""What the desk that takes the call may answer itself; help, complaints, reports and suggestions
are dispatched (北京市接诉即办工作条例 art. 11)."""


class SpecialRoute(StrEnum):
    """The six routes beside dispatching (北京市接诉即办工作条例 art. 11)."""

    EMERGENCY = "emergency"
    """At once to 110, 119, 120 or 122; the case stays open."""
    LEGAL = "legal"
    """Court, arbitration, discipline, review, disclosure, petition: the channel is told."""
    REPEATED = "repeated"
    """Same person, same matter, nothing new: the progress or the result is told."""
    SECRET = "secret"
    """A secret or somebody's privacy: explained."""
    BEYOND = "beyond"
    """No duty of the government: the market or society can help."""
    IMPROPER = "improper"
    """Against the law or public morals: persuaded, and told the law."""


class Carried(BaseModel):
    """What came with a report."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Behalf(Carried):
    """The resident for whom somebody else reports."""

    name: Line
    phone: Line | None = None


class GroupPost(Carried):
    """A message in a residents' group, turned into a report by the group's administrator."""

    group: Id
    level: GroupLevel
    sender: Line
    """The name in the group: by custom the door number."""
    sent_at: AwareDatetime | None = None


class Order(Carried):
    """A ticket of the 12345 hotline."""

    external: External
    """Unique: the same number is the same case, however often it comes."""
    kind: TicketKind
    due_at: AwareDatetime | None = None
    """By when the hotline wants it done; no limit of ours runs longer."""
    direct: bool = False
    """直派: sent straight to the street, so the district gets a copy to supervise (双派)."""


class Mandate(Carried):
    """Who lets the agent carry which petition where (信访代办)."""

    by: Line
    to: Line
    agreed_on: date


NEEDS: Final[Mapping[Channel, tuple[str, ...]]] = {
    Channel.GROUP: ("group",),
    Channel.HOTLINE: ("order",),
    Channel.PETITION: ("mandate",),
    Channel.HOME_VISIT: ("source",),
    Channel.TALK_MEETING: ("source",),
    Channel.LISTENING_DAY: ("source",),
    Channel.QUESTIONNAIRE: ("source",),
    Channel.MONITOR: ("source",),
    Channel.GRID_WORKER: ("on_behalf_of",),
    Channel.WINDOW: ("on_behalf_of",),
}
"""Fields of a report that a channel cannot be without."""

PROACTIVE: Final = frozenset(
    {
        Channel.PATROL,
        Channel.HOME_VISIT,
        Channel.BUILDING_HEAD,
        Channel.TALK_MEETING,
        Channel.LISTENING_DAY,
        Channel.QUESTIONNAIRE,
        Channel.MONITOR,
        Channel.WATCH,
    }
)
"""The city went to look, or asked, before anybody complained."""

RESIDENTS: Final = frozenset(
    {
        Channel.APP,
        Channel.MINI_PROGRAM,
        Channel.PLATFORM,
        Channel.PROPERTY,
        Channel.QUESTIONNAIRE,
        Channel.OPEN311,
    }
)
"""What a resident may use himself; every other way in is a post's."""


class Kin(StrEnum):
    """The six ways in that readers of the first version know; the exact one stands beside."""

    APP = "app"
    PATROL = "patrol"
    HOTLINE = "hotline"
    WINDOW = "window"
    GROUP = "group"
    OPEN311 = "open311"


_KIN: Final[Mapping[Channel, Kin]] = {
    Channel.MINI_PROGRAM: Kin.APP,
    Channel.PLATFORM: Kin.APP,
    Channel.PROPERTY: Kin.APP,
    Channel.QUESTIONNAIRE: Kin.APP,
    Channel.GRID_WORKER: Kin.PATROL,
    Channel.BUILDING_HEAD: Kin.PATROL,
    Channel.HOME_VISIT: Kin.PATROL,
    Channel.MONITOR: Kin.PATROL,
    Channel.WATCH: Kin.PATROL,
    Channel.PETITION: Kin.WINDOW,
    Channel.TALK_MEETING: Kin.WINDOW,
    Channel.LISTENING_DAY: Kin.WINDOW,
    **{Channel(kin.value): kin for kin in Kin},
}


def kin(channel: Channel) -> Kin:
    """The way in of the first version that is most like it."""
    return _KIN[channel]


def origin(channel: Channel) -> Origin:
    """Who saw it first, by the way it came."""
    return Origin.PROACTIVE if channel in PROACTIVE else Origin.REACTIVE
