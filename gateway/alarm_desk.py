"""The routes of alarms and of the devices that post them.

Rule 1: a device is limited by its key: to its categories here, to its places by the owner, who
knows where a point lies; and to so many alarms a minute.
Rule 2: every alarm of a known device is in the audit log, also one that joined a case or was
refused.
"""

import json
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from contracts.actor import DEVICE_IDS
from contracts.commands.alarm import PostAlarm, RegisterAlarmDevice
from contracts.commands.case import Report
from contracts.refusals import NotSo
from contracts.views.alarm import AlarmDeviceView, NewAlarmDevice
from contracts.words import Channel, Id
from gateway.alarm_devices import AlarmDevices, Kept, actor_of
from gateway.assembly import Assembly
from gateway.audit import Audit
from gateway.callers import Caller, Callers, address, bearer
from gateway.ops import WHO
from gateway.rates import Rate
from gateway.strict import Strict
from gateway.upstream import Answered as Heard
from gateway.upstream import Upstream
from services.chassis.actors import HEADER, sign
from services.chassis.acts import Answered, new_id
from services.chassis.clock import milliseconds
from services.chassis.keys import KEY_HEADER, Key

PATH = "/alarms"


@dataclass(frozen=True)
class AlarmDesk:
    """Where devices are registered, and where they ring."""

    devices: AlarmDevices
    upstream: Upstream
    callers: Callers
    audit: Audit
    per_device: Rate

    async def register(
        self, asked: RegisterAlarmDevice, caller: Caller, key: str
    ) -> NewAlarmDevice:
        """Add one; its key is in this answer and nowhere else."""
        id = new_id(DEVICE_IDS, caller.actor, key)
        kept, shown = await self.devices.register(asked, caller.actor.id, id)
        await self._note(caller.actor.id, "alarm_device.registered", device=id)
        return NewAlarmDevice(**shown_of(kept).model_dump(), key=shown)

    async def revoke(self, id: str, caller: Caller) -> AlarmDeviceView:
        """Let it in no more."""
        kept = await self.devices.revoke(id)
        await self._note(caller.actor.id, "alarm_device.revoked", device=id)
        return shown_of(kept)

    async def device(self, request: Request) -> Kept:
        """The device that rings, counted.

        Raises:
            NotSignedIn: no key, or none of ours.
            Refusing: 429, it rings too often.
        """
        self.callers.per_address.hit(address(request))
        device = await self.devices.admitted(bearer(request))
        self.per_device.hit(device["_id"])
        return device

    async def ring(self, asked: PostAlarm, device: Kept, key: str, tongue: str) -> Heard:
        """Hand an alarm to its owner, who answers in the device's language.

        Raises:
            NotSo: it is of a category the device may not post.
        """
        id, may = device["_id"], device["categories"]
        if asked.category not in may:
            await self._note(id, "alarm.refused", code="not_its_category")
            raise NotSo("not_its_category", field="category", categories=list(may))
        now, secret = self.devices.now(), self.callers.secret
        headers = {HEADER: sign(actor_of(device), secret, now), KEY_HEADER: key}
        headers |= {"content-type": "application/json", "accept-language": tongue}
        told = as_report(asked, device).model_dump_json(exclude_defaults=True).encode()
        answer = await self.upstream.ask("intake", "POST", "/cases", headers, told)
        what, about = ("posted", "id") if answer.status < 300 else ("refused", "code")
        await self._note(id, f"alarm.{what}", **{about: json.loads(answer.body).get(about, "")})
        return answer

    async def _note(self, by: str, what: str, **about: str) -> None:
        await self.audit.note(by, what, self.devices.now(), about)


def alarm_desk(on: Assembly, upstream: Upstream, callers: Callers, audit: Audit) -> AlarmDesk:
    """Make the desk of a gateway."""
    devices = AlarmDevices(on.database, on.city, milliseconds)
    return AlarmDesk(devices, upstream, callers, audit, Rate(on.settings.device_rate))


def as_report(asked: PostAlarm, device: Kept) -> Report:
    """An alarm in the one contract every channel lands in; its source is device and cause."""
    return Report(
        text=asked.text,
        category=asked.category,
        point=asked.point,
        address=asked.address,
        channel=Channel.MONITOR,
        source=f"{device['name'][:100]} · {asked.cause or asked.category}",
        seen_at=asked.seen_at,
    )


def shown_of(kept: Kept) -> AlarmDeviceView:
    """A device as it is shown: without the hash of its key."""
    told = {name: kept.get(name) for name in AlarmDeviceView.model_fields}
    return AlarmDeviceView.model_validate({**told, "id": kept["_id"]})


def alarms_router(desk: AlarmDesk) -> APIRouter:
    """Make the routes."""
    router = APIRouter(tags=["alarms"], route_class=Strict)
    operating = Depends(desk.callers.holding(WHO))

    @router.post(PATH, status_code=201, response_model=Answered, response_model_exclude_none=True)
    async def ring(
        request: Request,
        device: Annotated[Kept, Depends(desk.device)],
        asked: PostAlarm,
        key: Key,
    ) -> Response:
        """Post an alarm with a device's own key. The same cause joins its open case."""
        tongue = request.headers.get("accept-language", "")
        answer = await desk.ring(asked, device, key, tongue)
        return Response(answer.body, answer.status, answer.headers)

    @router.post("/alarm-devices", status_code=201)
    async def register(
        caller: Annotated[Caller, operating], asked: RegisterAlarmDevice, key: Key
    ) -> NewAlarmDevice:
        """Register a sensor or a monitoring platform; its key is shown this once."""
        return await desk.register(asked, caller, key)

    @router.get("/alarm-devices", dependencies=[operating])
    async def listed() -> tuple[AlarmDeviceView, ...]:
        """Every device, the newest first."""
        return tuple(shown_of(one) for one in await desk.devices.listed())

    @router.post("/alarm-devices/{id}/revoke")
    async def revoke(caller: Annotated[Caller, operating], id: Id, _: Key) -> AlarmDeviceView:
        """Refuse a device's key from now on."""
        return await desk.revoke(id, caller)

    return router
