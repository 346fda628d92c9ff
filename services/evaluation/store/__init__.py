"""How evaluation keeps what it knows, and counts it."""

from services.evaluation.store.ledger import Ledger, MongoLedger
from services.evaluation.store.memory import MemoryLedger
from services.evaluation.store.shapes import ASSESSMENTS, CALLBACKS, shelf

__all__ = ["ASSESSMENTS", "CALLBACKS", "Ledger", "MemoryLedger", "MongoLedger", "shelf"]
