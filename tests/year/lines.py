"""Which events set a deadline, move it, strike at it and end it: one row for each kind of clock.

Whatever is not on a row touches no deadline. A row that misses an event is found by the year: its
deadline then passes without a strike, or strikes without having been set.
"""

from collections.abc import Sequence
from typing import Final

from tests.year.line import Line


def _due(prefix: str, *names: str, at: str = "due_at") -> dict[str, str]:
    return {f"{prefix}.{name}": at for name in names}


def _of(prefix: str, *names: str) -> frozenset[str]:
    return frozenset(f"{prefix}.{name}" for name in names)


_WHISTLE_OVER: Final = _of("whistle", "closed", "refused", "withdrawn")

LINES: Final[Sequence[Line]] = (
    Line(
        "case",
        {
            **_due("case", "reported", "sorted", "answered", "solved", "fed_back", "confirmed"),
            **_due("case", "escalated", "returned", "transferred", "entrusted", "whistled"),
            **_due("case", "ordered", "prolonged", "reopened", "self_help_called", "recomputed"),
            "case.overdue": "next_at",
        },
        _of("case", "overdue"),
        _of("case", "closed", "merged", "refused", "withdrawn"),
        also=_of("case", "escalated", "returned", "confirmed"),
    ),
    Line(
        "check",
        {
            **_due("case", "reported", "solved", at="check_by"),
            **_due("case", "check_asked", "check_overdue", "recomputed", at="check_by"),
        },
        _of("case", "check_overdue"),
        _of("case", "checked", "closed", "merged", "refused", "withdrawn", "answered", "whistled")
        | _of("case", "sorted", "transferred", "entrusted", "ordered", "fed_back", "reopened")
        | _of("case", "self_help_called"),
    ),
    Line(
        "word on a transfer",
        {
            **_due("case", "ruling_opened", "ruling_referred", "ruling_overdue"),
            "case.recomputed": "rule_by",
        },
        _of("case", "ruling_overdue"),
        _of("case", "ruled", "ruling_lapsed", "closed", "merged", "withdrawn"),
        of="ruling_id",
    ),
    Line(
        "visit",
        {
            **_due("visit", "planned", "postponed", "hazards_found", "rectified"),
            **_due("visit", "recheck_failed", "recomputed"),
            "visit.overdue": "next_at",
        },
        _of("visit", "overdue", "missed"),
        _of("visit", "recorded", "rechecked"),
    ),
    Line(
        "questionnaire",
        _due("questionnaire", "drafted"),
        ends=_of("questionnaire", "closed"),
        also=_of("questionnaire", "closed"),
    ),
    Line(
        "round",
        _due("round", "begun", "opened", at="opens_at"),
        _of("round", "opened"),
        also=_of("round", "ended"),
    ),
    Line(
        "binding",
        {**_due("binding", "asked", "recomputed"), "binding.overdue": "next_at"},
        _of("binding", "overdue"),
        _of("binding", "verified", "refused", "ended"),
        of="binding_id",
    ),
    Line(
        "whistle",
        {
            **_due("whistle", "drafted", "endorsed", "solved", "confirmed", "assessed"),
            **_due("whistle", "overdue", "unendorsed", "recomputed", "returned", "revised"),
            "whistle.raised": "complete_by",
        },
        _of("whistle", "overdue", "unendorsed"),
        _WHISTLE_OVER,
        extends={
            **_due("call", "extended", "sent_back", at="complete_by"),
            "call.suspended": "until",
            "call.resumed": "clocks.complete_by",
        },
        also=_of("call", "resumed") | _of("whistle", "refused"),
    ),
    Line(
        "ratifying",
        _due("whistle", "raised", "unratified", at="ratify_by"),
        _of("whistle", "unratified"),
        _WHISTLE_OVER | _of("whistle", "ratified"),
    ),
    Line(
        "joining",
        _due("whistle", "raised", at="join_by"),
        _of("whistle", "unjoined"),
        _WHISTLE_OVER | _of("whistle", "joined", "declined"),
    ),
    Line(
        "ruling",
        _due("ruling", "opened", "overdue", "referred", "recomputed"),
        _of("ruling", "overdue"),
        _of("ruling", "decided", "lapsed"),
        of="ruling_id",
    ),
    Line(
        "relief",
        _due("relief", "asked", "overdue", "passed_on", "recomputed"),
        _of("relief", "overdue"),
        _of("relief", "decided", "lapsed"),
        of="relief_id",
    ),
    Line(
        "supervision",
        {
            **_due("supervision", "opened", "unanswered", at="answer_by"),
            **_due("supervision", "recomputed"),
        },
        _of("supervision", "unanswered"),
        _of("supervision", "answered", "closed"),
        of="supervision_id",
    ),
    Line(
        "pause",
        _due("call", "suspended", at="until"),
        ends=_of("call", "released", "resumed"),
        of="task_id",
        also=_of("call", "resumed"),
    ),
    Line(
        "look at a pause",
        _due("call", "suspended", "recheck_due", at="look_at"),
        _of("call", "recheck_due"),
        _of("call", "resumed", "released"),
        of="task_id",
    ),
    Line(
        "offer",
        {
            **_due("offer", "proposed", "dispatched", "published", "filled", "begun", "done"),
            **_due("offer", "exhausted", "passed_up", "reopened", "sent_back", "overdue"),
            **_due("offer", "recomputed"),
        },
        _of("offer", "overdue", "expired"),
        _of("offer", "confirmed", "rated", "refused", "cancelled"),
        also=_of("offer", "exhausted", "reopened"),
    ),
    Line(
        "claim",
        _due("claim", "made", at="start_by"),
        _of("claim", "lapsed"),
        _of("claim", "arrived", "released", "confirmed", "missed", "done")
        | _of("offer", "cancelled", "expired", "refused", "confirmed", "rated"),
        of="claim_id",
    ),
    Line(
        "need",
        _due("need", "stated", "agreed", "matched", "reopened", "overdue", "recomputed"),
        _of("need", "overdue"),
        _of("need", "done", "withdrawn"),
    ),
    Line(
        "registration",
        _due("registration", "registered", "confirmed", "reviewed", "overdue", "recomputed"),
        _of("registration", "overdue"),
        _of("registration", "refused", "left"),
    ),
    Line(
        "resource",
        _due("resource", "listed"),
        _of("resource", "ended"),
        _of("resource", "withdrawn"),
    ),
    Line(
        "emergency",
        _due("emergency", "declared", "prolonged"),
        ends=_of("emergency", "ended"),
        also=_of("emergency", "ended"),
    ),
    Line(
        "notice",
        _due("notice", "queued", "sent"),
        _of("notice", "closed"),
        _of("notice", "withdrawn"),
        also=_of("notice", "sent"),
    ),
    Line(
        "count of a notice",
        _due("notice", "sent", "counted", at="count_at"),
        _of("notice", "counted"),
        _of("notice", "closed", "withdrawn"),
    ),
    Line(
        "assessment",
        {
            "assessment.due": "due_at",
            "assessment.scored": "appeal_by",
            "assessment.appealed": "rule_by",
            "assessment.ruled": "appeal_by",
            "assessment.recomputed": "due_at",
        },
        _of("assessment", "overdue"),
        ends=_of("assessment", "final"),
        also=_of("assessment", "final"),
    ),
    Line(
        "callback",
        _due("callback", "due", "tried", "recomputed"),
        _of("callback", "overdue"),
        _of("callback", "recorded"),
    ),
    Line(
        "review",
        _due("review", "asked", "passed", "recomputed"),
        _of("review", "overdue"),
        _of("review", "granted", "refused"),
    ),
    Line(
        "month",
        _due("month", "collected", "recomputed"),
        _of("month", "overdue"),
        _of("month", "published"),
    ),
    Line(
        "lagging",
        _due("lagging", "flagged", "sponsored", "recomputed"),
        _of("lagging", "overdue"),
        _of("lagging", "cleared"),
    ),
    Line(
        "risk",
        _due("risk", "flagged", "recomputed"),
        _of("risk", "missed"),
        _of("risk", "answered"),
    ),
    Line(
        "rating",
        _due("rating", "due", "recomputed"),
        ends=_of("member", "rated"),
        also=_of("member", "rated"),
    ),
)
