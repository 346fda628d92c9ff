"""`python -m services.evaluation`."""

from services.chassis.lean import leave_out

if __name__ == "__main__":
    leave_out()

    from services.chassis.run import serve
    from services.evaluation.app import EvaluationSettings, create

    serve(EvaluationSettings, create)
