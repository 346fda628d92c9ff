"""`python -m services.dispatch`."""

from services.chassis.run import serve
from services.dispatch.app import DispatchSettings, create

if __name__ == "__main__":
    serve(DispatchSettings, create)
