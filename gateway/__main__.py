"""`python -m gateway`."""

from gateway.memory import give_large_blocks_back
from services.chassis.lean import leave_out

if __name__ == "__main__":
    give_large_blocks_back()
    leave_out()

    from gateway.app import create
    from gateway.settings import GatewaySettings
    from services.chassis.run import serve

    serve(GatewaySettings, create)
