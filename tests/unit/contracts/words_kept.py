"""What is known about every text and every account that events, commands and states hold.

A field that stands in none of these tables, and is not taken out by what its aggregate says when
its time is over, fails `test_every_word_ends`.
"""


def names(text: str) -> frozenset[str]:
    """Words, as a set."""
    return frozenset(text.split())


WHOLE = {
    **dict.fromkeys(("call", "ruling", "relief", "supervision"), "whistle"),
    **dict.fromkeys(("claim", "patrol", "deed"), "offer"),
    **dict.fromkeys(("department",), "rating"),
    **dict.fromkeys(("street",), "assessment"),
    **dict.fromkeys(("points", "hours", "star", "member"), "passbook"),
    **dict.fromkeys(("household",), "binding"),
}
"""Whose part it is when something is said of it; the first word of an event's name otherwise."""

PATHS = {
    "evaluation": {
        **{"whistles": "assessment", "assessments": "assessment", "cases": "callback"},
        **{"reviews": "review", "boards": "rating", "lagging-streets": "lagging"},
        **{"staff": "opinion", "points": "passbook"},
    },
    "intake": {
        **{"cases": "case", "hotline-tickets": "case", "visits": "visit"},
        **{"questionnaires": "questionnaire", "bindings": "binding"},
    },
    "dispatch": {
        **{"whistles": "whistle", "rulings": "whistle", "supervisions": "whistle"},
        **{"reliefs": "whistle", "offers": "offer", "registrations": "registration"},
        **{"resources": "resource", "needs": "need", "emergencies": "emergency"},
        "group-notices": "notice",
    },
    "response": {"tasks": "task"},
}
"""By owner and first part of a command's path: what it is said of."""

KEPT = {
    "binding": "people go on living there: facts and bindings go one by one (DECISIONS 46)",
    "passbook": "a chained record of service: 志愿服务条例 art. 19; named when somebody leaves",
    "month": "a published board: no person in it, and no word but why it was closed early",
}
"""Aggregates that are never redacted, and why."""

PLAIN = names(
    """
    number procedure services calendar was_calendar mark week
    points shares levels
    """
)
"""Texts of events that the software makes itself: numbers, names of rules, digests."""

EMPTY = {"causes.reason": "no longer filled: a kept month says which word, not what it was"}
"""Texts of events that are there for older ones only."""

STATE_KEPT = {
    "lines.title": "a line of one's own ledger: what was done",
    "early": "why a public board was closed before its month was over",
    "versions.causes.reason": EMPTY["causes.reason"],
}
"""Words in what is never redacted, and why."""

STATE = names(
    """
    id ids number street community category department departments unit skills at categories stage
    period calendar procedure district districts source channel way grid origin owner territory path
    task_id whistle_id case_id offer_id resource_id similar again_of joint joined declined owed late
    lead points shares recused holds years days mark target handled excluded collector scorer ruler
    judge people asked_by station circle teams team shift on_behalf group done taken warned panel
    seen_by about digest versions reverses rated area visit_id calls state overdue asked
    steps by left schedule marks door bindings facts parts parent task back papers quorum majority
    called
    """
)
"""Names of plain texts in what services remember: ids, codes and the accounts of officials."""

THINGS = names(
    """
    about after again_of alliance answers area at bundle cases categories category channel
    child choice choices circle community compound copied_to department departments designated
    district districts
    effects evidence external fields group into item joint kind kinds lead name names on_behalf
    opens organisation others outcome panel paper paper_number parent part passed path period
    procedure question majority quorum shuts
    recused responder reverses risk rule rules schedule seen_by shift similar skills spawn_at spawns
    split_from standard station step street streets suggestion takes target team teams territory
    tier type unit units unsettled_cases unsettled_needs who building door earlier options
    resources scheme since unsettled
    """
)
"""Fields whose ids are of things, places, bodies, roles and rules."""

IN_OFFICE = names(
    """
    applicant assigned_by author by caller cleared_by collector drafter judge named named_by
    publisher rater ruler scorer tell visitor
    """
)
"""Fields whose ids are accounts of those who act in a post: who decided is not taken out, as the
record of what an office did would be worth nothing without (信访工作条例; 档案法)."""
