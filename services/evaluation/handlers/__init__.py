"""What evaluation does when it is asked or told something: each noun has its own part."""

from services.evaluation.handlers.boards import Boards
from services.evaluation.handlers.evaluation import Evaluation
from services.evaluation.handlers.part import Part, Parts

__all__ = ["Boards", "Evaluation", "Part", "Parts"]
