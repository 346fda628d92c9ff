"""The routes of registered devices."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from contracts.actor import Role
from contracts.views.account import DevicesView, DeviceView, NewDevice
from contracts.words import Id
from gateway.audit import Audit
from gateway.callers import Caller, Callers
from gateway.devices import Devices, Kept, RegisterDevice, RequireDevice
from gateway.passages import EVERYBODY
from gateway.sessions import Sessions
from gateway.strict import Strict
from services.chassis.acts import new_id
from services.chassis.keys import Key

ADMINS = frozenset({Role.ADMIN})


@dataclass(frozen=True)
class DeviceDesk:
    """Where devices are registered and revoked."""

    devices: Devices
    sessions: Sessions
    callers: Callers
    audit: Audit

    async def register(self, asked: RegisterDevice, caller: Caller, key: str) -> NewDevice:
        """Add the one the caller holds."""
        account, id = caller.actor.id, new_id("dv-", caller.actor, key)
        kept, shown = await self.devices.register(asked, account, caller.device, id)
        await self._note("device.registered", caller, id, account)
        return NewDevice(**shown_of(kept).model_dump(), key=shown)

    async def require(self, caller: Caller, *, required: bool) -> DevicesView:
        """Let only registered ones in, or any; sessions opened elsewhere end when it begins."""
        account = caller.actor.id
        await self.devices.require(account, required=required)
        if required:
            await self.sessions.end_device(account, None)
            self.callers.forget_accounts(account)
        await self._note("device.required" if required else "device.not_required", caller, "", "")
        return await self.listed(account)

    async def revoke(self, id: str, caller: Caller) -> DevicesView:
        """Let it in no more: its sessions end here and now."""
        whose = None if caller.actor.holds_any(ADMINS) else caller.actor.id
        found = await self.devices.revoke(id, whose)
        await self.sessions.end_device(found["account"], id)
        self.callers.forget_accounts(found["account"])
        await self._note("device.revoked", caller, id, found["account"])
        return await self.listed(found["account"])

    async def listed(self, account: str) -> DevicesView:
        """The devices of an account."""
        kept = await self.devices.of(account)
        return DevicesView(
            required=await self.devices.required(account),
            devices=tuple(shown_of(one) for one in kept),
        )

    async def _note(self, what: str, caller: Caller, id: str, account: str) -> None:
        about = {name: told for name, told in (("device", id), ("account", account)) if told}
        await self.audit.note(caller.actor.id, what, self.devices.now(), about)


def shown_of(kept: Kept) -> DeviceView:
    """A device as it is shown: without the hash of its key."""
    told = {name: kept.get(name) for name in DeviceView.model_fields}
    return DeviceView.model_validate({**told, "id": kept["_id"]})


def devices_router(desk: DeviceDesk, callers: Callers) -> APIRouter:
    """Make the routes."""
    router = APIRouter(tags=["devices"], route_class=Strict)
    anybody, admin = (Depends(callers.holding(who)) for who in (EVERYBODY, ADMINS))

    @router.post("/me/devices", status_code=201)
    async def register(
        caller: Annotated[Caller, anybody], asked: RegisterDevice, key: Key
    ) -> NewDevice:
        """Register the phone one holds; its key is shown this once."""
        return await desk.register(asked, caller, key)

    @router.post("/me/devices/require")
    async def require(
        caller: Annotated[Caller, anybody], asked: RequireDevice, _: Key
    ) -> DevicesView:
        """Let one's account be entered from registered devices only."""
        return await desk.require(caller, required=asked.required)

    @router.get("/me/devices")
    async def own(caller: Annotated[Caller, anybody]) -> DevicesView:
        """One's own devices."""
        return await desk.listed(caller.actor.id)

    @router.post("/devices/{id}/revoke")
    async def revoke(caller: Annotated[Caller, anybody], id: Id, _: Key) -> DevicesView:
        """Revoke a device that is lost or given away: one's own, or by an administrator."""
        return await desk.revoke(id, caller)

    @router.get("/devices", dependencies=[admin])
    async def of(account: Annotated[Id, Query()]) -> DevicesView:
        """The devices of an account, for whoever must revoke a lost one."""
        return await desk.listed(account)

    return router
