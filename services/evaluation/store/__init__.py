"""How evaluation keeps what it knows, and counts it."""

from services.evaluation.store.books import BOOKS
from services.evaluation.store.counter import Counter, MemoryCounter, MongoCounter
from services.evaluation.store.judged import ASSESSMENTS, CALLBACKS, RATINGS, REVIEWS
from services.evaluation.store.lasting import LAGGING, MONTHS, OPINIONS, PASSBOOKS, RISKS
from services.evaluation.store.ledger import Ledger, MongoLedger
from services.evaluation.store.memory import MemoryLedger
from services.evaluation.store.shelves import shelf
from services.evaluation.store.snapshots import MemorySnapshots, MongoSnapshots, Snapshots
from services.evaluation.store.thrifty import ThriftyCounter, ThriftyLedger
from services.evaluation.store.worked import ACCOUNTS, SHEETS

__all__ = [
    "ACCOUNTS",
    "ASSESSMENTS",
    "BOOKS",
    "CALLBACKS",
    "LAGGING",
    "MONTHS",
    "OPINIONS",
    "PASSBOOKS",
    "RATINGS",
    "REVIEWS",
    "RISKS",
    "SHEETS",
    "Counter",
    "Ledger",
    "MemoryCounter",
    "MemoryLedger",
    "MemorySnapshots",
    "MongoCounter",
    "MongoLedger",
    "MongoSnapshots",
    "Snapshots",
    "ThriftyCounter",
    "ThriftyLedger",
    "shelf",
]
