"""What is asked of the owner of months: boards, figures, and what is behind them."""

from contracts.actor import Role
from contracts.commands.month import WhatIf
from contracts.commands.routes import COMMANDER, RESPONDERS
from contracts.words import Id, Mark
from gateway.passages.passage import (
    DISTRICT,
    FURTHER,
    MEASURED,
    SERVED,
    Count,
    Passage,
    Question,
    Size,
    Year,
)

MONTHS: tuple[Passage, ...] = (
    Passage(
        "/points/{id}/certificate",
        "evaluation",
        SERVED,
        "What somebody has done, with the code by which it can be checked.",
    ),
    Passage(
        "/boards/{period}/{subject}",
        "evaluation",
        MEASURED,
        "The board of a month (2026-11): of `departments` or of `streets`.",
        query={
            "street": Question(Id, "departments as this street alone saw them", needed=False),
            "version": Question(Count, "of a closed month; without it the newest", needed=False),
            **DISTRICT,
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
        query=DISTRICT,
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
        query=DISTRICT,
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
        query=DISTRICT,
    ),
    Passage(
        "/balances/{period}/{id}",
        "evaluation",
        MEASURED,
        "The cases a street's whistle rate 吹哨率 was counted from; it is in no score.",
        query=FURTHER,
    ),
    Passage(
        "/sent-back/{period}/{id}",
        "evaluation",
        MEASURED | {Role.PROPERTY_MANAGER},
        "The repairs that came back from a property company, and how; the company sees its own.",
        query=FURTHER,
    ),
    Passage(
        "/hot-spots",
        "evaluation",
        MEASURED,
        "Areas and categories that stand out this week against their own past.",
        query=DISTRICT,
    ),
)
