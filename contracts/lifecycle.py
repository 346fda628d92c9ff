"""The life of a case and of a whistle, as everybody may know it.

Rule 1: every public stage and every legal move is in these tables and nowhere else.
Rule 2: this file does not know which service is asking.
"""

from enum import StrEnum

from contracts.events import case as c
from contracts.events import case_handed as handed
from contracts.events import case_ruling as ruling
from contracts.events import case_work as cw
from contracts.events import whistle as w
from contracts.events import whistle_draft as wd
from contracts.events.event import Event
from contracts.events.order import CaseOrdered
from contracts.machine import Machine


class CaseStage(StrEnum):
    """Where a case stands."""

    NEW = "new"
    REPORTED = "reported"
    OWNED = "owned"
    TRANSFERRED = "transferred"
    ENTRUSTED = "entrusted"
    WHISTLED = "whistled"
    ORDERED = "ordered"
    SOLVED = "solved"
    FED_BACK = "fed_back"
    CONFIRMED = "confirmed"
    CLOSED = "closed"
    MERGED = "merged"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class WhistleStage(StrEnum):
    """Where a whistle stands."""

    NEW = "new"
    DRAFT = "draft"
    ENDORSED = "endorsed"
    RETURNED = "returned"
    MUSTERING = "mustering"
    WORKING = "working"
    SOLVED = "solved"
    CONFIRMED = "confirmed"
    ASSESSED = "assessed"
    CLOSED = "closed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


_BESIDES: tuple[type[Event], ...] = (
    cw.CaseBundled,
    cw.CaseMessaged,
    cw.CaseAlerted,
    cw.CaseCheckAsked,
    cw.CaseCheckOverdue,
    cw.CaseChecked,
    cw.CaseStuck,
    cw.CaseExpired,
    cw.CaseVisited,
    cw.CaseRecomputed,
)
"""What may be done with a case, whoever has it, without moving it."""


def _stays(stage: CaseStage) -> dict[type[Event], CaseStage]:
    """What may happen to an open case without moving it."""
    kinds = (c.CaseSupplemented, c.CaseHurried, c.CaseJoined, c.CaseOverdue, *_BESIDES)
    return dict.fromkeys(kinds, stage)


_QUESTIONED: tuple[type[Event], ...] = (
    ruling.CaseRulingOpened,
    ruling.CaseRulingReferred,
    ruling.CaseRulingOverdue,
    ruling.CaseRulingLapsed,
    ruling.CaseRuled,
)
"""What may be asked and said about whose it is, while somebody has it."""

_SIFTED: dict[type[Event], CaseStage] = {
    c.CaseSorted: CaseStage.OWNED,
    c.CaseAnswered: CaseStage.FED_BACK,
    c.CaseMerged: CaseStage.MERGED,
    c.CaseRefused: CaseStage.REFUSED,
    c.CaseWithdrawn: CaseStage.WITHDRAWN,
    handed.CaseTransferred: CaseStage.TRANSFERRED,
    handed.CaseEntrusted: CaseStage.ENTRUSTED,
    handed.CaseWhistled: CaseStage.WHISTLED,
    CaseOrdered: CaseStage.ORDERED,
    cw.CaseSelfHelpCalled: CaseStage.OWNED,
}

CASE_LIFE: Machine[CaseStage] = Machine(
    {
        CaseStage.NEW: {c.CaseReported: CaseStage.REPORTED},
        CaseStage.REPORTED: {
            **_stays(CaseStage.REPORTED),
            **_SIFTED,
            c.CaseEscalated: CaseStage.REPORTED,
            cw.CaseSplit: CaseStage.REPORTED,
        },
        CaseStage.OWNED: {
            **_stays(CaseStage.OWNED),
            **_SIFTED,
            c.CaseEscalated: CaseStage.OWNED,
            c.CaseSolved: CaseStage.SOLVED,
            cw.CaseSplit: CaseStage.OWNED,
            cw.CaseSelfHelpAgreed: CaseStage.OWNED,
            cw.CasePetitionSubmitted: CaseStage.OWNED,
            cw.CasePetitionProlonged: CaseStage.OWNED,
            handed.CaseProlonged: CaseStage.OWNED,
            cw.CasePetitionAnswered: CaseStage.OWNED,
        },
        CaseStage.TRANSFERRED: {
            **_stays(CaseStage.TRANSFERRED),
            **dict.fromkeys(_QUESTIONED, CaseStage.TRANSFERRED),
            c.CaseSolved: CaseStage.SOLVED,
            handed.CaseReturned: CaseStage.OWNED,
        },
        CaseStage.ENTRUSTED: {
            **_stays(CaseStage.ENTRUSTED),
            handed.CaseProlonged: CaseStage.ENTRUSTED,
            c.CaseAnswered: CaseStage.FED_BACK,
            c.CaseSolved: CaseStage.SOLVED,
            handed.CaseReturned: CaseStage.OWNED,
        },
        CaseStage.WHISTLED: {
            **_stays(CaseStage.WHISTLED),
            handed.CaseProlonged: CaseStage.WHISTLED,
            c.CaseSolved: CaseStage.SOLVED,
            handed.CaseReturned: CaseStage.OWNED,
        },
        CaseStage.ORDERED: {
            **_stays(CaseStage.ORDERED),
            c.CaseSolved: CaseStage.SOLVED,
            handed.CaseReturned: CaseStage.OWNED,
        },
        CaseStage.SOLVED: {
            **_stays(CaseStage.SOLVED),
            c.CaseFedBack: CaseStage.FED_BACK,
            c.CaseReopened: CaseStage.OWNED,
        },
        CaseStage.FED_BACK: {
            **_stays(CaseStage.FED_BACK),
            c.CaseConfirmed: CaseStage.CONFIRMED,
            c.CaseReopened: CaseStage.OWNED,
        },
        CaseStage.CONFIRMED: {
            **_stays(CaseStage.CONFIRMED),
            c.CaseClosed: CaseStage.CLOSED,
            c.CaseReopened: CaseStage.OWNED,
        },
        CaseStage.CLOSED: {},
        CaseStage.MERGED: {},
        CaseStage.REFUSED: {},
        CaseStage.WITHDRAWN: {},
    }
)

_BEFORE_SOLVED: dict[type[Event], WhistleStage] = {w.WhistleWithdrawn: WhistleStage.WITHDRAWN}

WHISTLE_LIFE: Machine[WhistleStage] = Machine(
    {
        WhistleStage.NEW: {wd.WhistleDrafted: WhistleStage.DRAFT},
        WhistleStage.DRAFT: {
            wd.WhistleEndorsed: WhistleStage.ENDORSED,
            wd.WhistleUnendorsed: WhistleStage.DRAFT,
            w.WhistleRaised: WhistleStage.MUSTERING,
            wd.WhistleReturned: WhistleStage.RETURNED,
            wd.WhistleRefused: WhistleStage.REFUSED,
            w.WhistleWithdrawn: WhistleStage.WITHDRAWN,
        },
        WhistleStage.ENDORSED: {
            w.WhistleRaised: WhistleStage.MUSTERING,
            wd.WhistleReturned: WhistleStage.RETURNED,
            wd.WhistleRefused: WhistleStage.REFUSED,
            w.WhistleWithdrawn: WhistleStage.WITHDRAWN,
        },
        WhistleStage.RETURNED: {
            wd.WhistleRevised: WhistleStage.DRAFT,
            wd.WhistleRefused: WhistleStage.REFUSED,
            w.WhistleWithdrawn: WhistleStage.WITHDRAWN,
        },
        WhistleStage.MUSTERING: {
            **_BEFORE_SOLVED,
            w.WhistleMustered: WhistleStage.WORKING,
            w.WhistleSolved: WhistleStage.SOLVED,
        },
        WhistleStage.WORKING: {**_BEFORE_SOLVED, w.WhistleSolved: WhistleStage.SOLVED},
        WhistleStage.SOLVED: {
            w.WhistleResumed: WhistleStage.WORKING,
            w.WhistleConfirmed: WhistleStage.CONFIRMED,
        },
        WhistleStage.CONFIRMED: {w.WhistleAssessed: WhistleStage.ASSESSED},
        WhistleStage.ASSESSED: {w.WhistleClosed: WhistleStage.CLOSED},
        WhistleStage.CLOSED: {},
        WhistleStage.REFUSED: {},
        WhistleStage.WITHDRAWN: {},
    }
)
