"""Reads that only their owner can answer, and who may ask them.

Like `contracts.commands.routes`, this table is all there is: the doors, the OpenAPI document and
the role tests are made from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import AwareDatetime, Field

from contracts.actor import MACHINES, Role
from contracts.commands.command import Command
from contracts.commands.month import WhatIf
from contracts.commands.routes import COMMANDER, HOLDERS, RESPONDERS, STAFF
from contracts.commands.routes.offers import KEEPERS
from contracts.commands.routes.roles import RECKONERS
from contracts.commands.telling import Minutes
from contracts.commands.whistle import Preview
from contracts.words import Id, Latitude, Longitude, Mark

EVERYBODY = frozenset(Role) - MACHINES
MEASURED = frozenset(
    {
        *COMMANDER,
        *RESPONDERS,
        Role.STREET_STAFF,
        Role.STREET_SUPERVISOR,
        Role.DISTRICT_SUPERVISOR,
        Role.EVALUATOR,
        Role.AUDITOR,
    }
)

SERVED = EVERYBODY - {Role.OPS, Role.ADMIN}
"""Who may have a passbook, or look after those who do."""


@dataclass(frozen=True)
class Question:
    """One parameter of a question, as the document tells of it."""

    kind: Any
    meaning: str
    needed: bool = True


@dataclass(frozen=True)
class Passage:
    """One question passed on."""

    path: str
    owner: str
    roles: frozenset[Role]
    summary: str
    command: type[Command] | None = None
    """What is posted; None: it is a GET."""
    query: Mapping[str, Question] = field(default_factory=dict[str, "Question"])
    """Parameters."""

    @property
    def method(self) -> str:
        """How it is asked."""
        return "POST" if self.command else "GET"


Count = Annotated[int, Field(ge=0)]
Size = Annotated[int, Field(ge=1, le=200)]
Year = Annotated[int, Field(ge=2000, le=2999)]
_DISTRICT = {
    "district": Question(Id, "of a city of several; the reader's own otherwise", needed=False)
}
_POINT = {
    "lng": Question(Longitude, "longitude, WGS 84 degrees"),
    "lat": Question(Latitude, "latitude, WGS 84 degrees"),
}

PASSAGES: tuple[Passage, ...] = (
    Passage(
        "/whistles/preview",
        "dispatch",
        STAFF,
        "Who would be called, why, and with which clocks; nothing is stored.",
        command=Preview,
    ),
    Passage(
        "/menu",
        "dispatch",
        EVERYBODY - {Role.OPS, Role.ADMIN},
        "What units and others offer to a community now.",
        query={"community": Question(Id, "id of the community")},
    ),
    Passage(
        "/needs/metrics",
        "dispatch",
        KEEPERS,
        "How many needs of a community find an offer, and which lie unclaimed.",
        query={"community": Question(Id, "id of the community")},
    ),
    Passage(
        "/needs/{id}/matches",
        "dispatch",
        KEEPERS,
        "The resources that fit a need, the best first, and why.",
    ),
    Passage(
        "/offers/{id}/candidates",
        "dispatch",
        KEEPERS,
        "The resources that fit an order, the best first, and why.",
    ),
    Passage(
        "/group-notices/{id}/replies",
        "dispatch",
        HOLDERS,
        "Who read a notice and what was replied, up to now, counted by group.",
        query={
            "group": Question(
                Id, "a direct child of its group: also what was replied there", needed=False
            ),
            "page": Question(Count, "where the last answer ended", needed=False),
        },
    ),
    Passage(
        "/points/{id}/certificate",
        "evaluation",
        SERVED,
        "What somebody has done, with the code by which it can be checked.",
    ),
    Passage(
        "/agendas/{id}",
        "intake",
        HOLDERS,
        "百姓议事日: when neighbours of a place meet next, and their open matters.",
    ),
    Passage(
        "/cases/similar",
        "intake",
        HOLDERS,
        "Open cases of the same category near a point: perhaps the same problem.",
        query={**_POINT, "category": Question(Id, "category of the report")},
    ),
    Passage(
        "/minutes",
        "intake",
        HOLDERS,
        "Minutes of a talk meeting: every matter in them becomes a case, once.",
        command=Minutes,
    ),
    Passage(
        "/intake/reconciliation",
        "intake",
        RECKONERS,
        "What became of everything that was reported: every case has exactly one outcome.",
        query={
            "since": Question(AwareDatetime, "from this time, 31 days ago otherwise", needed=False),
            "until": Question(AwareDatetime, "before this time, now otherwise", needed=False),
            "street": Question(Id, "of one street", needed=False),
        },
    ),
    Passage(
        "/city/locate",
        "intake",
        EVERYBODY,
        "The grid, community and street a point lies in.",
        query=_POINT,
    ),
    Passage(
        "/boards/{period}/{subject}",
        "evaluation",
        MEASURED,
        "The board of a month (2026-11): of `departments` or of `streets`.",
        query={
            "street": Question(Id, "departments as this street alone saw them", needed=False),
            "version": Question(Count, "of a closed month; without it the newest", needed=False),
            **_DISTRICT,
        },
    ),
    Passage(
        "/boards/what-if",
        "evaluation",
        frozenset({Role.EVALUATOR, Role.DISTRICT_SUPERVISOR}),
        "A month under other weights or limits; nothing is stored.",
        command=WhatIf,
    ),
    Passage(
        "/staff/{id}",
        "evaluation",
        RESPONDERS | COMMANDER | {Role.STREET_STAFF, Role.STREET_SUPERVISOR},
        "A person's year at work, for the person, the head, and the street it is seconded to.",
        query={"year": Question(Year, "as 2026")},
    ),
    Passage(
        "/board-checks/{period}",
        "evaluation",
        frozenset({Role.EVALUATOR, Role.AUDITOR, Role.DISTRICT_SUPERVISOR}),
        "A closed month counted again from its records, against what is kept.",
        query=_DISTRICT,
    ),
    Passage(
        "/boards/{period}/{subject}/{id}",
        "evaluation",
        MEASURED,
        "What is behind one row of a board.",
    ),
    Passage(
        "/assessments/{id}/explanation",
        "evaluation",
        MEASURED,
        "How one score came about: weights × shares, each line with the fact it came from.",
    ),
    Passage(
        "/figures/{period}/{subject}",
        "evaluation",
        MEASURED | {Role.PROPERTY_MANAGER},
        "办结率 and more of a month: of `streets`, `departments` or `properties`.",
        query=_DISTRICT,
    ),
    Passage(
        "/openings/{period}/{subject}/{id}/{figure}",
        "evaluation",
        MEASURED | {Role.PROPERTY_MANAGER},
        "A figure of a unit's month: its formula with the numbers, and the very things counted.",
        query={
            "after": Question(Mark, "where the last page ended (`next`)", needed=False),
            "limit": Question(Size, "documents on a page", needed=False),
        },
    ),
    Passage(
        "/bulletins/{period}",
        "evaluation",
        MEASURED,
        "通报: open, overdue and closed by unit, supervision, false feedback.",
        query=_DISTRICT,
    ),
    Passage(
        "/balances/{period}/{id}",
        "evaluation",
        MEASURED,
        "The cases a street's whistle rate 吹哨率 was counted from; it is in no score.",
        query={"after": Question(Mark, "id of the last one seen", needed=False)},
    ),
    Passage(
        "/sent-back/{period}/{id}",
        "evaluation",
        MEASURED | {Role.PROPERTY_MANAGER},
        "The repairs that came back from a property company, and how; the company sees its own.",
        query={"after": Question(Mark, "id of the last one seen", needed=False)},
    ),
    Passage(
        "/hot-spots",
        "evaluation",
        MEASURED,
        "Areas and categories that stand out this week against their own past.",
        query=_DISTRICT,
    ),
)
