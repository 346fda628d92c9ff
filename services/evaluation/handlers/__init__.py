"""What evaluation does when it is asked or told something: each noun has its own part."""

from services.evaluation.handlers.boards import Boards
from services.evaluation.handlers.books import Books
from services.evaluation.handlers.earnings import Earnings
from services.evaluation.handlers.evaluation import Evaluation
from services.evaluation.handlers.figures import Counting
from services.evaluation.handlers.keeping import Keeping
from services.evaluation.handlers.months import Months
from services.evaluation.handlers.opening import Openings
from services.evaluation.handlers.part import Part, Parts
from services.evaluation.handlers.reviews import Reviews
from services.evaluation.handlers.risks import Risks
from services.evaluation.handlers.staff import Staff
from services.evaluation.handlers.supposing import Supposing

__all__ = [
    "Boards",
    "Books",
    "Counting",
    "Earnings",
    "Evaluation",
    "Keeping",
    "Months",
    "Openings",
    "Part",
    "Parts",
    "Reviews",
    "Risks",
    "Staff",
    "Supposing",
]
