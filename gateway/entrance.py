"""Everything about who comes in: accounts, sessions, lock, rates; put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from pymongo.asynchronous.database import AsyncDatabase

from contracts.city import City
from gateway.accounts import Accounts
from gateway.audit import Audit
from gateway.auth import Desk
from gateway.callers import Callers
from gateway.delegations import Delegations
from gateway.devices import Devices
from gateway.lockout import Lockout
from gateway.passwords import Passwords
from gateway.rates import Rate
from gateway.sessions import Life, Sessions
from gateway.settings import GatewaySettings
from services.chassis.clock import milliseconds
from services.chassis.parts import Step


@dataclass(frozen=True)
class Entrance:
    """Where people come in."""

    desk: Desk
    callers: Callers
    passwords: Passwords
    settings: GatewaySettings
    delegations: Delegations

    @property
    def prepare(self) -> Sequence[Step]:
        """What must be done before anybody comes."""
        return (
            self.delegations.prepare,
            self.desk.devices.prepare,
            self.desk.lockout.prepare,
            self.desk.sessions.prepare,
            self._share,
        )

    async def close(self) -> None:
        """End the threads."""
        self.passwords.close()

    async def _share(self) -> None:
        if password := self.settings.demo_password:
            await self.desk.accounts.share(password.get_secret_value(), milliseconds())


def entrance(
    settings: GatewaySettings, city: City, database: AsyncDatabase[dict[str, Any]], audit: Audit
) -> Entrance:
    """Make the entrance."""
    now, passwords = milliseconds, Passwords()
    delegations = Delegations(database, city, now)
    accounts = Accounts(city, database, passwords)
    sessions = Sessions(database, now, settings.sessions_per_account)
    callers = Callers(
        accounts,
        sessions,
        settings.token_secret.get_secret_value(),
        settings.secret.get_secret_value(),
        now,
        Rate(settings.account_rate),
        Rate(settings.address_rate),
    )
    desk = Desk(
        accounts,
        sessions,
        Lockout(database, now),
        callers,
        audit,
        Rate(settings.sign_in_rate),
        now,
        settings.token_secret.get_secret_value(),
        timedelta(minutes=settings.access_minutes),
        Life(timedelta(minutes=settings.idle_minutes), timedelta(hours=settings.session_hours)),
        Life(timedelta(days=settings.people_idle_days), timedelta(days=settings.people_days)),
        Devices(database, now),
    )
    callers.lent = delegations.lent
    return Entrance(desk, callers, passwords, settings, delegations)
