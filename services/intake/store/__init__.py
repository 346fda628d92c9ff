"""What intake keeps and asks of all cases at once."""

from services.intake.store.cases import CASES, new_number
from services.intake.store.duplicates import Duplicates, Similar

__all__ = ["CASES", "Duplicates", "Similar", "new_number"]
