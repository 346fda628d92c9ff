"""Signing in, and who one is."""

from typing import Literal

from pydantic import AwareDatetime

from contracts.actor import Role
from contracts.views.view import View


class Tokens(View):
    """What a sign-in answers (RFC 6749)."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"
    expires_in: int
    """Seconds the access token lasts."""
    refresh_token: str
    """Good for one refresh; using it twice ends the session."""
    refresh_expires_in: int
    """Seconds until the session ends for want of use."""
    must_change_password: bool = False
    """It is older than 90 days: nothing else can be done before it is changed."""


class PostView(View):
    """A post with the name of its place or organisation."""

    role: Role
    at: str
    at_name: str


class Me(View):
    """The account that is signed in."""

    id: str
    name: str
    posts: tuple[PostView, ...]


class DeviceView(View):
    """A registered phone."""

    id: str
    name: str
    platform: str
    public_id: str
    registered_at: AwareDatetime
    revoked_at: AwareDatetime | None = None


class NewDevice(DeviceView):
    """One that was just registered."""

    key: str | None = None
    """Proves the device when signing in; shown once, so None when the request is repeated."""


class DevicesView(View):
    """The devices of an account."""

    required: bool
    """Only these may sign in."""
    devices: tuple[DeviceView, ...]


class Remains(View):
    """What a law keeps, and until when."""

    what: str
    ids: tuple[str, ...]
    until: AwareDatetime | None
    """None: until it is over."""
    basis_zh: str
    basis_en: str


class Erased(View):
    """What became of a person's data when they left."""

    erased: tuple[str, ...]
    identity_removed: tuple[str, ...]
    """Cases that no longer say who reported them."""
    kept: tuple[Remains, ...]
