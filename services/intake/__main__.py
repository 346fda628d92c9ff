"""`python -m services.intake`."""

from services.chassis.lean import leave_out

if __name__ == "__main__":
    leave_out()

    from services.chassis.run import serve
    from services.intake.app import IntakeSettings, create

    serve(IntakeSettings, create)
