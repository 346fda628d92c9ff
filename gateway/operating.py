"""What operations may see and do, over all processes at once.

Rule 1: a service that does not answer is shown as such; it hides nothing of the others.
Rule 2: whatever is done here is in the audit log.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from contracts.refusals import NotThere
from contracts.views.operating import DeadLetter, Driven, Queue, Reconciliation, Relayed
from gateway.audit import Audit
from gateway.callers import Caller
from gateway.caught_up import CaughtUp
from gateway.owners import Owner, owners
from gateway.queues import Queues
from gateway.retention_runs import Runs
from gateway.upstream import Upstream
from services.chassis.operations import Redriving
from services.chassis.parking import Block, ParkedEvents
from services.chassis.reconcile import reconcile

HERE = "gateway"


@dataclass(frozen=True)
class Operating:
    """The room of the operations team."""

    upstream: Upstream
    queues: Queues
    bus: Redriving
    parked: ParkedEvents
    caught_up: CaughtUp
    audit: Audit
    runs: Runs
    now: Callable[[], datetime]

    async def lengths(self) -> Sequence[Queue]:
        """Every queue at the broker."""
        return await self.queues.lengths()

    async def dead_letters(self, caller: Caller) -> Sequence[DeadLetter]:
        """What is put aside, anywhere."""
        own = [_letter(HERE, _fields(block)) for block in await self.parked.blocks()]
        others = await asyncio.gather(
            *[_letters(owner) for owner in owners(self.upstream, lambda: caller.header).values()]
        )
        return [*own, *(letter for several in others for letter in several)]

    async def redrive(self, id: str, caller: Caller) -> Driven:
        """Handle a stream that is put aside again, in order.

        Raises:
            NotThere: nothing of this stream is put aside there.
        """
        service, _, stream = id.partition("@")
        handled = await self._driver(service, stream, caller)
        about = {"service": service, "stream": stream}
        await self.audit.note(caller.actor.id, "redriven", self.now(), about)
        return Driven(handled=handled)

    async def relay(self, caller: Caller) -> Sequence[Relayed]:
        """What every service has still to say."""
        asked = owners(self.upstream, lambda: caller.header).values()
        return await asyncio.gather(*[_relayed(owner) for owner in asked])

    async def reconcile(self, back: timedelta, header: Callable[[], str]) -> Reconciliation:
        """Compare what was said with what was heard; have what is missing said again."""
        since, asked = self.now() - back, owners(self.upstream, header)
        listeners = {**asked, HERE: self.caught_up}
        report = await reconcile([*asked.values()], listeners, since)
        missing = {name: tuple(ids) for name, ids in report.missing.items() if ids}
        return Reconciliation(since=since, checked=report.checked, missing=missing)

    async def _driver(self, service: str, stream: str, caller: Caller) -> int:
        if service == HERE:
            if stream not in await self.parked.blocked():
                raise NotThere("not_found")
            return await self.bus.redrive(stream)
        owner = owners(self.upstream, lambda: caller.header).get(service)
        if owner is None:
            raise NotThere("not_found")
        return await owner.redrive(stream)


async def _letters(owner: Owner) -> Sequence[DeadLetter]:
    try:
        return [_letter(owner.name, fields) for fields in await owner.dead_letters()]
    except ConnectionError:
        return []


async def _relayed(owner: Owner) -> Relayed:
    try:
        told = await owner.relay()
    except (ConnectionError, NotThere):
        return Relayed(service=owner.name, there=False)
    return Relayed(
        service=owner.name, there=True, pending=int(told["pending"]), lag=round(told["lag"], 3)
    )


def _letter(service: str, fields: Mapping[str, Any]) -> DeadLetter:
    return DeadLetter(id=f"{service}@{fields['stream']}", service=service, **fields)


def _fields(block: Block) -> dict[str, Any]:
    first = block.first
    told = ("subject", "type", "seq", "reason", "error")
    return {
        **{name: getattr(first, name) for name in told},
        "stream": block.stream,
        "since": first.at,
        "waiting": block.waiting,
    }
