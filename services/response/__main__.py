"""`python -m services.response`."""

from services.chassis.lean import leave_out

if __name__ == "__main__":
    leave_out()

    from services.chassis.run import serve
    from services.response.app import ResponseSettings, create

    serve(ResponseSettings, create)
