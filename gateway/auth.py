"""Signing in and out, and who one is.

Rule 1: whether an account exists is never told: not by words, status, time, nor by the lock.
Rule 2: every sign-in, and every one that failed, is in the audit log.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from starlette.requests import Request
from starlette.responses import Response

from contracts.city import City
from contracts.refusals import NotSo
from contracts.views.account import Me, PostView, Tokens
from contracts.words import printable
from gateway import tokens
from gateway.accounts import Accounts
from gateway.audit import Audit
from gateway.callers import Caller, Callers, address
from gateway.devices import Devices
from gateway.lockout import Lockout
from gateway.rates import Rate
from gateway.scopes import PEOPLE
from gateway.sessions import Granted, Life, Sessions
from gateway.strict import Strict
from services.chassis.problems import NotSignedIn

_Given = Annotated[str, StringConstraints(max_length=200), AfterValidator(printable)]
"""What somebody says to come in; longer ones are nobody's."""


class SignIn(BaseModel):
    """The password form of OAuth 2 (RFC 6749, 4.3), and the key of a registered device."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    username: _Given
    password: _Given
    device: _Given = ""
    grant_type: Literal["password"] = "password"
    scope: Literal[""] = ""
    """There is none but the account's own posts."""
    client_id: _Given = ""
    """Whichever client it is: no difference is made."""
    client_secret: _Given = ""


class Renew(BaseModel):
    """The refresh form of OAuth 2 (RFC 6749, 6)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    refresh_token: _Given
    grant_type: Literal["refresh_token"] = "refresh_token"
    scope: Literal[""] = ""
    client_id: _Given = ""
    client_secret: _Given = ""


@dataclass
class Desk:
    """Where people sign in."""

    accounts: Accounts
    sessions: Sessions
    lockout: Lockout
    callers: Callers
    audit: Audit
    per_address: Rate
    now: Callable[[], datetime]
    secret: str
    access: timedelta
    life_of_staff: Life
    life_of_people: Life
    devices: Devices

    async def sign_in(self, name: str, password: str, come_from: str, device: str = "") -> Tokens:
        """Open a session.

        Raises:
            Refusing: too many attempts, from here or on this name.
            NotSignedIn: the name or the password is not right; or the device is not.
        """
        self.per_address.hit(come_from)
        await self.lockout.attempt(name)
        if not await self.accounts.check(name, password):
            known = name if self.accounts.person(name) else "unknown"
            await self.audit.note(known, "sign_in_failed", self.now(), {})
            raise NotSignedIn("wrong_password")
        await self.lockout.forgive(name)
        narrow = await self.accounts.must_change(name, self.now())
        held = await self._held(name, device)
        granted = await self.sessions.begin(name, self._life(name), narrow=narrow, device=held)
        await self.audit.note(name, "signed_in", self.now(), {"session": granted.session})
        return self._tokens(granted)

    async def _held(self, name: str, device: str) -> str | None:
        """The device somebody with the right password comes from."""
        try:
            return await self.devices.admitted(name, device)
        except NotSignedIn as refused:
            about = {"reason": refused.code}
            await self.audit.note(name, "sign_in_failed", self.now(), about)
            raise

    async def renew(self, refresh_token: str) -> Tokens:
        """Go on with a session.

        Raises:
            NotSignedIn: it is over.
        """
        return self._tokens(await self.sessions.renew(refresh_token))

    async def sign_out(self, caller: Caller) -> None:
        """End a session."""
        await self.sessions.end(caller.session)
        self.callers.forget(caller.session)
        await self.audit.note(
            caller.actor.id, "signed_out", self.now(), {"session": caller.session}
        )

    async def change_password(self, caller: Caller, old: str, new: str) -> None:
        """Set a password of one's own; every session ends, this one too.

        Raises:
            NotSo: the old one is not right, or the new one is too easy or was used before.
            Refusing: too many wrong passwords.
        """
        account = caller.actor.id
        await self.lockout.attempt(account)
        if not await self.accounts.check(account, old):
            raise NotSo("wrong_password", field="old")
        await self.lockout.forgive(account)
        if old == new:
            raise NotSo("password_used", field="new", last=1)
        await self.accounts.check_fresh(account, new)
        await self.accounts.set_password(account, new, self.now())
        await self.sessions.end_all(account)
        self.callers.forget(caller.session)
        await self.audit.note(account, "password_changed", self.now(), {})

    def _life(self, name: str) -> Life:
        person = self.accounts.person(name)
        staff = person and any(role not in PEOPLE for role, _ in person.held)
        return self.life_of_staff if staff else self.life_of_people

    def _tokens(self, granted: Granted) -> Tokens:
        text = tokens.write(granted, self.secret, self.now(), self.access)
        return Tokens(
            access_token=text,
            expires_in=int(self.access.total_seconds()),
            refresh_token=granted.refresh_token,
            refresh_expires_in=int(granted.idle.total_seconds()),
            must_change_password=granted.narrow,
        )


def auth_router(desk: Desk, city: City) -> APIRouter:
    """Make the routes."""
    router = APIRouter(tags=["auth"], route_class=Strict)

    @router.post("/auth/token")
    async def sign_in(request: Request, said: Annotated[SignIn, Form()]) -> Tokens:
        """Sign in with a name and a password (OAuth 2 password form), and the device's key."""
        return await desk.sign_in(said.username, said.password, address(request), said.device)

    @router.post("/auth/refresh")
    async def refresh(request: Request, said: Annotated[Renew, Form()]) -> Tokens:
        """Exchange a refresh token for new tokens. It is good once; twice ends the session."""
        desk.per_address.hit(address(request))
        return await desk.renew(said.refresh_token)

    @router.post("/auth/logout", status_code=204)
    async def sign_out(caller: Annotated[Caller, Depends(desk.callers.of)]) -> Response:
        """End the session."""
        await desk.sign_out(caller)
        return Response(status_code=204)

    @router.get("/me")
    async def me(caller: Annotated[Caller, Depends(desk.callers.of)]) -> Me:
        """Who is signed in, and their posts."""
        return described(caller, city, desk.accounts)

    return router


def described(caller: Caller, city: City, accounts: Accounts) -> Me:
    """An account with the names of its posts."""
    person = accounts.person(caller.actor.id)
    return Me(
        id=caller.actor.id,
        name=person.name if person else caller.actor.id,
        posts=tuple(
            PostView(role=post.role, at=post.at, at_name=_name(city, post.at))
            for post in caller.actor.posts
        ),
    )


def _name(city: City, at: str) -> str:
    known = city.organisations.get(at) or city.territories.get(at)
    return known.name if known else at
