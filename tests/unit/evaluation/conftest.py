from tests.unit.evaluation.accounts import office
from tests.unit.evaluation.counters import boards, evaluation
from tests.unit.evaluation.november import town
from tests.unit.evaluation.passbooks import bank

__all__ = ["bank", "boards", "evaluation", "office", "town"]
