"""`python -m gateway`."""

from gateway.app import create
from gateway.settings import GatewaySettings
from services.chassis.run import serve

if __name__ == "__main__":
    serve(GatewaySettings, create)
