"""`python -m services.dispatch`."""

from services.chassis.lean import leave_out

if __name__ == "__main__":
    leave_out()

    from services.chassis.run import serve
    from services.dispatch.app import DispatchSettings, create

    serve(DispatchSettings, create)
