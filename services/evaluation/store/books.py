"""What is counted by groups."""

from collections.abc import Mapping
from typing import Any

from services.chassis.store import Shape
from services.evaluation.store.judged import ASSESSMENTS, CALLBACKS, RATINGS
from services.evaluation.store.lasting import RISKS
from services.evaluation.store.worked import ACCOUNTS, SHEETS

BOOKS: Mapping[str, Shape[Any]] = {
    shape.name: shape for shape in (ASSESSMENTS, CALLBACKS, SHEETS, ACCOUNTS, RATINGS, RISKS)
}
"""By the name of its collection."""
