"""`python -m gateway`."""

from gateway.app import create
from gateway.memory import give_large_blocks_back
from gateway.settings import GatewaySettings
from services.chassis.run import serve

if __name__ == "__main__":
    give_large_blocks_back()
    serve(GatewaySettings, create)
