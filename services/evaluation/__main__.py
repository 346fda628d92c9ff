"""`python -m services.evaluation`."""

from services.chassis.run import serve
from services.evaluation.app import EvaluationSettings, create

if __name__ == "__main__":
    serve(EvaluationSettings, create)
