"""The environment of a system under load: everybody here is one address, so rates are lifted."""

from collections.abc import Mapping

NO_LIMIT = "1000000/second"


def open_doors(password: str, log_level: str = "WARNING") -> Mapping[str, str]:
    """Variables for every process; `password` is that of all demo accounts."""
    return {
        "WHISTLE_DEMO_PASSWORD": password,
        "WHISTLE_LOG_LEVEL": log_level,
        "WHISTLE_RATE_PER_ACCOUNT": NO_LIMIT,
        "WHISTLE_RATE_PER_ADDRESS": NO_LIMIT,
        "WHISTLE_SIGN_INS_PER_ADDRESS": NO_LIMIT,
    }
