"""What intake decides: pure functions from a case, an actor, a city and an instant to events.

`DECISIONS` answers commands, the `on_…` functions answer what others say, `tick` answers the clock.
"""

from collections.abc import Mapping
from typing import Final

from contracts.commands import case as ask
from contracts.commands import case_work as care
from contracts.commands.command import Command
from services.intake.core.alarm import alarm_id, check_its_places, rings
from services.intake.core.answer import Pair, answer, merge, on_merged, refuse, reported_again
from services.intake.core.case import Case
from services.intake.core.closing import ask_check, check
from services.intake.core.entrust import entrust
from services.intake.core.entry import check_group
from services.intake.core.evolve import evolve
from services.intake.core.gates import Decision, guarded, works_here
from services.intake.core.heard import (
    NOT_SOLVED,
    RELIEVED,
    Relieved,
    cases_of,
    on_called_back,
    on_completed,
    on_confirmed,
    on_ended,
    on_prolonged,
    on_raised,
    on_relieved,
    on_settled,
    on_visited,
    results,
)
from services.intake.core.helping import (
    agree_self_help,
    answer_petition,
    call_neighbours,
    prolong_petition,
    submit_petition,
)
from services.intake.core.hotline_rows import external, ticket, unread
from services.intake.core.questions import on_cannot_solve, on_objected
from services.intake.core.reckoning import COUNTED, Sort, reconciled, sort_of
from services.intake.core.report import Arrival, check_report, report, taken_in, told_again
from services.intake.core.rulings import rule
from services.intake.core.sort import escalate, settle, sort
from services.intake.core.stuck import followed
from services.intake.core.telling import AS_REPORT, from_minutes
from services.intake.core.tick import tick
from services.intake.core.transfer import transfer
from services.intake.core.word import confirm, dispute, feed_back, hurry, supplement, withdraw
from services.intake.core.work import (
    Linked,
    bundle,
    divert,
    message,
    on_bundled,
    split,
    split_off,
)

State = Case

DECISIONS: Final[Mapping[type[Command], Decision]] = {
    ask.Report: report,
    ask.Sort: guarded(sort),
    ask.Answer: guarded(answer),
    ask.Merge: guarded(merge),
    ask.Refuse: guarded(refuse),
    ask.Transfer: guarded(transfer),
    ask.Entrust: guarded(entrust),
    ask.Settle: guarded(settle),
    ask.Escalate: guarded(escalate),
    ask.FeedBack: guarded(feed_back),
    ask.Confirm: guarded(confirm),
    ask.Dispute: guarded(dispute),
    ask.Supplement: guarded(supplement),
    ask.Hurry: guarded(hurry),
    ask.Withdraw: guarded(withdraw),
    care.Divert: guarded(divert),
    care.Split: guarded(split),
    care.Bundle: guarded(bundle),
    care.Message: guarded(message),
    care.AskCheck: guarded(ask_check),
    care.Check: guarded(check),
    care.RuleTransfer: guarded(rule),
    care.CallNeighbours: guarded(call_neighbours),
    care.AgreeSelfHelp: guarded(agree_self_help),
    care.SubmitPetition: guarded(submit_petition),
    care.ProlongPetition: guarded(prolong_petition),
    care.AnswerPetition: guarded(answer_petition),
}
"""How each command is decided: `decide(command, case, actor, city, now)`. Those that look outside
(Report, Merge, Transfer, Entrust, Divert, Split, Bundle, RuleTransfer) are told what was found
there as `facts`."""

__all__ = [
    "AS_REPORT",
    "COUNTED",
    "DECISIONS",
    "NOT_SOLVED",
    "RELIEVED",
    "Arrival",
    "Case",
    "Linked",
    "Pair",
    "Relieved",
    "Sort",
    "State",
    "alarm_id",
    "cases_of",
    "check_group",
    "check_its_places",
    "check_report",
    "evolve",
    "external",
    "followed",
    "from_minutes",
    "on_bundled",
    "on_called_back",
    "on_cannot_solve",
    "on_completed",
    "on_confirmed",
    "on_ended",
    "on_merged",
    "on_objected",
    "on_prolonged",
    "on_raised",
    "on_relieved",
    "on_settled",
    "on_visited",
    "reconciled",
    "reported_again",
    "results",
    "rings",
    "sort_of",
    "split_off",
    "taken_in",
    "tick",
    "ticket",
    "told_again",
    "unread",
    "works_here",
]
