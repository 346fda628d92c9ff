"""What intake keeps and asks of all cases at once."""

from services.intake.store.cases import CASES, HEARSAY, Hearsay, new_number
from services.intake.store.duplicates import Duplicates, Similar
from services.intake.store.households import HOUSEHOLDS, MongoPast, Past
from services.intake.store.questionnaires import QUESTIONNAIRES
from services.intake.store.tally import Asked, MemoryTally, MongoTally, Tally
from services.intake.store.visits import ROUNDS, VISITS

__all__ = [
    "CASES",
    "HEARSAY",
    "HOUSEHOLDS",
    "QUESTIONNAIRES",
    "ROUNDS",
    "VISITS",
    "Asked",
    "Duplicates",
    "Hearsay",
    "MemoryTally",
    "MongoPast",
    "MongoTally",
    "Past",
    "Similar",
    "Tally",
    "new_number",
]
