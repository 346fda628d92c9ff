"""`python -m services.response`."""

from services.chassis.run import serve
from services.response.app import ResponseSettings, create

if __name__ == "__main__":
    serve(ResponseSettings, create)
