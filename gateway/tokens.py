"""Access tokens: short, signed, naming an account and its session. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import jwt

from gateway.sessions import Granted
from services.chassis.problems import NotSignedIn

_ALGORITHM = "HS256"
_AUDIENCE = "whistle"


@dataclass(frozen=True)
class Access:
    """What an access token says."""

    account: str
    session: str
    ends: float
    """Seconds since 1970."""


def write(granted: Granted, secret: str, now: datetime, life: timedelta) -> str:
    """Return a token's text; one opened on a registered device names it (`dev`)."""
    claims = {
        "sub": granted.account,
        "sid": granted.session,
        "aud": _AUDIENCE,
        "iat": int(now.timestamp()),
        "exp": int((now + life).timestamp()),
    }
    claims |= {"dev": granted.device} if granted.device else {}
    return jwt.encode(claims, secret, _ALGORITHM)  # pyright: ignore[reportUnknownMemberType]


def read(token: str, secret: str, now: datetime) -> Access:
    """Return what a token says.

    Raises:
        NotSignedIn: it ended, or we did not sign it.
    """
    try:
        claims: dict[str, Any] = jwt.decode(  # pyright: ignore[reportUnknownMemberType]
            token,
            secret,
            [_ALGORITHM],
            audience=_AUDIENCE,
            options={
                "require": ["sub", "sid", "exp", "iat"],
                "verify_exp": False,
                "verify_iat": False,
            },
        )
        access = Access(str(claims["sub"]), str(claims["sid"]), float(claims["exp"]))
    except (jwt.InvalidTokenError, ValueError, TypeError) as error:
        raise NotSignedIn("sign_in_forged") from error
    if access.ends <= now.timestamp():
        raise NotSignedIn("sign_in_expired")
    return access
