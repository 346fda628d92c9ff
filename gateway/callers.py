"""Who is calling: from the bearer token to the actor, his scope, and the header the owners read.

A token is looked at once a minute; between, its text is enough. So a session that was ended, or a
post that was taken, is gone within a minute, and a request costs no database and no signature.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from starlette.requests import Request

from contracts.actor import Actor, Role
from contracts.refusals import NotYours
from gateway import tokens
from gateway.accounts import Accounts
from gateway.delegations import Lent, nothing_lent
from gateway.rates import Rate
from gateway.scopes import Scope
from gateway.sessions import Sessions
from services.chassis.actors import sign
from services.chassis.problems import NotSignedIn

TRUSTED = 60.0
"""Seconds a token is not looked at again."""
REMEMBERED = 20_000
CURES = frozenset({"/me", "/me/password", "/auth/logout"})
"""What a session whose password is too old is good for."""


@dataclass(frozen=True)
class Caller:
    """An account that is signed in."""

    actor: Actor
    scope: Scope
    session: str
    header: str
    """What the owners are told, signed."""
    until: float
    """Until when all of this is taken for granted, seconds since 1970."""
    narrow: bool = False
    """The password is too old: it must be changed first."""
    device: str | None = None
    """The registered device the session was opened on."""

    def must_hold(self, roles: frozenset[Role]) -> None:
        """Refuse who holds none of these posts.

        Raises:
            NotYours: no post allows this.
        """
        if not self.actor.holds_any(roles):
            raise NotYours("not_your_post")


@dataclass
class Callers:
    """Knows callers by their tokens."""

    accounts: Accounts
    sessions: Sessions
    token_secret: str
    secret: str
    now: Callable[[], datetime]
    per_account: Rate
    per_address: Rate
    lent: Lent = nothing_lent
    """Finds the posts an account was lent."""
    _known: dict[str, Caller] = field(default_factory=dict[str, Caller], repr=False)

    async def of(self, request: Request) -> Caller:
        """Return who calls, and count the call.

        Raises:
            NotSignedIn: no token, or not a good one.
            Refusing: 429, too many calls.
        """
        self.per_address.hit(address(request))
        caller = await self.by(bearer(request))
        self.per_account.hit(caller.actor.id)
        if caller.narrow and request.scope["path"].rsplit("/v1", 1)[-1] not in CURES:
            raise NotYours("password_expired")
        return caller

    def holding(self, roles: frozenset[Role]) -> Callable[[Request], Awaitable[Caller]]:
        """Return what a route depends on that is for these posts only."""

        async def holding(request: Request) -> Caller:
            caller = await self.of(request)
            caller.must_hold(roles)
            return caller

        return holding

    async def by(self, token: str) -> Caller:
        """Return whose token this is.

        Raises:
            NotSignedIn: it ended, its session did, or it was never ours.
        """
        now = self.now()
        known = self._known.get(token)
        if known and known.until > now.timestamp():
            return known
        caller = await self._look(token, now)
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[token] = caller
        return caller

    def forget(self, session: str) -> None:
        """A session ended: its tokens are good no more."""
        self._known = {t: c for t, c in self._known.items() if c.session != session}

    def forget_accounts(self, *accounts: str) -> None:
        """What these accounts may do has changed: look again at their tokens."""
        self._known = {t: c for t, c in self._known.items() if c.actor.id not in accounts}

    async def _look(self, token: str, now: datetime) -> Caller:
        access = tokens.read(token, self.token_secret, now)
        actor = self.accounts.actor(access.account)
        live = await self.sessions.look(access.session)
        if actor is None or live is None:
            raise NotSignedIn("sign_in_expired")
        lent, turn = await self.lent(actor.id, now)
        actor = actor.model_copy(update={"posts": (*actor.posts, *lent)}) if lent else actor
        until = min(access.ends, now.timestamp() + TRUSTED)
        until = min(until, turn.timestamp()) if turn else until
        header = sign(actor, self.secret, now)
        scope = Scope(actor, self.accounts.around(actor), self.accounts.elsewhere(actor))
        return Caller(actor, scope, access.session, header, until, live.narrow, live.device)


def bearer(request: Request) -> str:
    """Return the token a request carries.

    Raises:
        NotSignedIn: none.
    """
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token:
        raise NotSignedIn("sign_in")
    return token.strip()


def address(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""
