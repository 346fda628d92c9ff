"""How evaluation keeps what it knows, and counts it."""

from services.evaluation.store.ledger import Ledger, MongoLedger
from services.evaluation.store.memory import MemoryLedger
from services.evaluation.store.shapes import ASSESSMENTS, CALLBACKS, shelf
from services.evaluation.store.thrifty import ThriftyLedger

__all__ = [
    "ASSESSMENTS",
    "CALLBACKS",
    "Ledger",
    "MemoryLedger",
    "MongoLedger",
    "ThriftyLedger",
    "shelf",
]
