"""An SMS gateway over HTTP: any success status is yes. Only to duty phones of the settings."""

from dataclasses import dataclass, field

from aiohttp import ClientSession

from gateway.notify.outlet import posted


@dataclass(frozen=True)
class Sms:
    """短信网关: `{"to": […], "text": …}` with a bearer token."""

    url: str = field(repr=False)
    token: str = field(repr=False)
    to: tuple[str, ...] = field(repr=False)
    """Phones of those on duty; nobody's who reported or was told anything."""
    name: str = "sms"

    async def send(self, session: ClientSession, line: str) -> None:
        """See `Outlet.send`."""
        headers = {"Authorization": f"Bearer {self.token}"}
        await posted(session, self.url, {"to": self.to, "text": line}, headers)
