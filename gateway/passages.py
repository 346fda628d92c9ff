"""Reads that only their owner can answer, and who may ask them.

Like `contracts.commands.routes`, this table is all there is: the doors, the OpenAPI document and
the role tests are made from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from contracts.actor import MACHINES, Role
from contracts.commands.command import Command
from contracts.commands.month import WhatIf
from contracts.commands.routes import COMMANDER, HOLDERS, RESPONDERS, STAFF
from contracts.commands.routes.offers import KEEPERS
from contracts.commands.routes.roles import RECKONERS
from contracts.commands.telling import Minutes
from contracts.commands.whistle import Preview

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
class Passage:
    """One question passed on."""

    path: str
    owner: str
    roles: frozenset[Role]
    summary: str
    command: type[Command] | None = None
    """What is posted; None: it is a GET."""
    query: Mapping[str, str] = field(default_factory=dict[str, str])
    """Parameters, with what they mean."""

    @property
    def method(self) -> str:
        """How it is asked."""
        return "POST" if self.command else "GET"


_POINT = {"lng": "longitude, WGS 84 degrees", "lat": "latitude, WGS 84 degrees"}

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
        query={"community": "id of the community"},
    ),
    Passage(
        "/needs/metrics",
        "dispatch",
        KEEPERS,
        "How many needs of a community find an offer, and which lie unclaimed.",
        query={"community": "id of the community"},
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
            "group": "a direct child of its group: also what was replied there",
            "page": "where the last answer ended",
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
        query={**_POINT, "category": "category of the report"},
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
            "since": "from this time, 31 days ago otherwise",
            "until": "before this time, now otherwise",
            "street": "of one street",
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
            "street": "departments as this street alone saw them",
            "version": "of a closed month; without it the newest",
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
        query={"year": "as 2026"},
    ),
    Passage(
        "/board-checks/{period}",
        "evaluation",
        frozenset({Role.EVALUATOR, Role.AUDITOR, Role.DISTRICT_SUPERVISOR}),
        "A closed month counted again from its records, against what is kept.",
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
    ),
    Passage(
        "/openings/{period}/{subject}/{id}/{figure}",
        "evaluation",
        MEASURED | {Role.PROPERTY_MANAGER},
        "A figure of a unit's month: its formula with the numbers, and the very things counted.",
        query={"after": "where the last page ended (`next`)", "limit": "at most 200"},
    ),
    Passage(
        "/bulletins/{period}",
        "evaluation",
        MEASURED,
        "通报: open, overdue and closed by unit, supervision, false feedback.",
    ),
    Passage(
        "/balances/{period}/{id}",
        "evaluation",
        MEASURED,
        "The cases a street's whistle rate 吹哨率 was counted from; it is in no score.",
        query={"after": "id of the last one seen"},
    ),
    Passage(
        "/sent-back/{period}/{id}",
        "evaluation",
        MEASURED | {Role.PROPERTY_MANAGER},
        "The repairs that came back from a property company, and how; the company sees its own.",
        query={"after": "id of the last one seen"},
    ),
    Passage(
        "/hot-spots",
        "evaluation",
        MEASURED,
        "Areas and categories that stand out this week against their own past.",
    ),
)
