"""What a case says to whoever is called for it. Pure.

Of a report made in confidence, or of a 举报, a department is told what is wrong and where, and no
number that names anybody (domain.md 9.3, row REPORT; 济南12345条例 art. 32): what it never got
cannot be read in a view, a stream, an export or a dead letter.
"""

from contracts.channels import TicketKind
from contracts.redaction import starred
from contracts.words import Place
from services.intake.core.case import Case


def words(case: Case) -> str:
    """What is wrong, in the reporter's words."""
    return starred(case.text) if _hides(case) else case.text


def spot(case: Case) -> Place:
    """Where it is."""
    if not _hides(case):
        return case.place
    return case.place.model_copy(update={"address": starred(case.place.address)})


def _hides(case: Case) -> bool:
    accused = case.order is not None and case.order.kind is TicketKind.REPORT
    return case.confidential or accused
