"""Who is asking: the gateway says so, and signs it.

The header X-Whistle-Actor is a JWT (HS256) with the account, its posts and an end, at most five
minutes ahead. A service reads no other credential. The same text is verified once and then
remembered until its end, because the gateway uses one for many requests.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import jwt
from starlette.requests import Request

from contracts.actor import Actor, Post
from services.chassis.problems import NotSignedIn

HEADER = "X-Whistle-Actor"
LONGEST = timedelta(minutes=5)
REMEMBERED = 10_000

_ALGORITHM = "HS256"


def sign(actor: Actor, secret: str, now: datetime, life: timedelta = LONGEST) -> str:
    """Return the header's text."""
    claims = {
        "sub": actor.id,
        "posts": [[post.role.value, post.at] for post in actor.posts],
        "exp": int((now + min(life, LONGEST)).timestamp()),
    }
    return jwt.encode(claims, secret, _ALGORITHM)  # pyright: ignore[reportUnknownMemberType]


@dataclass(eq=False)  # hashable, as FastAPI asks of a dependency
class Actors:
    """Verifies the header; used as a FastAPI dependency: `Annotated[Actor, Depends(actors)]`."""

    secret: str
    now: Callable[[], datetime]
    _known: dict[str, tuple[Actor, float]] = field(
        default_factory=dict[str, tuple[Actor, float]], repr=False
    )

    def __call__(self, request: Request) -> Actor:
        """Return who is asking.

        Raises:
            NotSignedIn: no header, one that ended, or one we did not sign.
        """
        token = request.headers.get(HEADER)
        if not token:
            raise NotSignedIn("sign_in")
        return self.verify(token)

    def verify(self, token: str) -> Actor:
        """Return who the header names.

        Raises:
            NotSignedIn: it ended, or we did not sign it.
        """
        now = self.now().timestamp()
        actor, end = self._known.get(token) or self._read(token)
        if end <= now:
            self._known.pop(token, None)
            raise NotSignedIn("sign_in_expired")
        if end > now + LONGEST.total_seconds() + 1:
            raise NotSignedIn("sign_in_forged")
        self._remember(token, actor, end)
        return actor

    def _read(self, token: str) -> tuple[Actor, float]:
        try:
            claims: dict[str, Any] = jwt.decode(  # pyright: ignore[reportUnknownMemberType]
                token,
                self.secret,
                [_ALGORITHM],
                options={"require": ["sub", "exp"], "verify_exp": False},
            )
            posts = tuple(Post(role=role, at=at) for role, at in claims.get("posts", ()))
            return Actor(id=claims["sub"], posts=posts), float(claims["exp"])
        except (jwt.InvalidTokenError, ValueError, TypeError) as error:
            raise NotSignedIn("sign_in_forged") from error

    def _remember(self, token: str, actor: Actor, end: float) -> None:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[token] = (actor, end)
