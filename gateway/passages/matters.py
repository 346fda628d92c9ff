"""What is asked of the owners of cases, whistles and offers."""

from pydantic import AwareDatetime

from contracts.actor import Role
from contracts.commands.routes import HOLDERS, STAFF
from contracts.commands.routes.offers import KEEPERS
from contracts.commands.routes.roles import RECKONERS
from contracts.commands.telling import Minutes
from contracts.commands.whistle import Preview
from contracts.words import Id, Words
from gateway.passages.passage import EVERYBODY, POINT, Count, Passage, Question

MATTERS: tuple[Passage, ...] = (
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
        query={
            **POINT,
            "category": Question(Id, "category of the report"),
            "text": Question(Words, "its words; without them the nearest first", needed=False),
            "besides": Question(Id, "the case itself, which is not to be found", needed=False),
        },
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
        query=POINT,
    ),
)
