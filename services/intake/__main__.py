"""`python -m services.intake`."""

from services.chassis.run import serve
from services.intake.app import IntakeSettings, create

if __name__ == "__main__":
    serve(IntakeSettings, create)
