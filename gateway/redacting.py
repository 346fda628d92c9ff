"""Ask the owners to take personal data out: of what is due, and of what somebody leaves behind."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from gateway.upstream import Upstream
from services.chassis.actors import HEADER

_JSON: Final = {"content-type": "application/json"}
_PAGE: Final = 500


@dataclass(frozen=True)
class Redacting:
    """The owners, as retention asks them, on behalf of the clock."""

    upstream: Upstream
    header: Callable[[], str]

    async def leave(self, cases: Sequence[str]) -> Sequence[str]:
        """Take the identity out of cases and their call-backs; which were over.

        Raises:
            ConnectionError: an owner does not answer; asked again, it goes on where it was.
        """
        done: list[str] = []
        for start in range(0, len(cases), _PAGE):
            ids = list(cases[start : start + _PAGE])
            done += await self.leave_of("intake", "cases", ids)
            await self.leave_of("evaluation", "callbacks", [f"cb-{id}" for id in ids])
        return done

    async def leave_of(self, owner: str, collection: str, ids: Sequence[str]) -> Sequence[str]:
        """Take the identity out of things of another kind; which were over."""
        done: list[str] = []
        for start in range(0, len(ids), _PAGE):
            asked = {"collection": collection, "ids": list(ids[start : start + _PAGE])}
            done += await self._post(owner, "/ops/redact", asked)
        return done

    async def leave_homes(self, account: str) -> Sequence[str]:
        """Take somebody out of every home they were bound to, or asked for; of which."""
        return await self._post("intake", "/ops/homes/leave", {"account": account})

    async def leave_notices(self, account: str) -> int:
        """Forget what somebody read of notices to groups and replied; on how many pages."""
        return await self._post("dispatch", "/ops/notices/leave", {"account": account})

    async def leave_parked(self, subjects: Sequence[str]) -> None:
        """Take who it was out of what waits at any service because it could not be handled."""
        for start in range(0, len(subjects), _PAGE):
            asked = {"subjects": list(subjects[start : start + _PAGE])}
            for name in self.upstream.urls:
                await self._post(name, "/ops/dead-letters/redact", asked)

    async def retain(self, *, dry: bool) -> Mapping[str, Mapping[str, Mapping[str, int]]]:
        """Redact what is due everywhere, or count it; by service, collection and depth."""
        target = f"/ops/retain?dry={str(dry).lower()}"
        return {name: await self._post(name, target, {}) for name in self.upstream.urls}

    async def _post(self, owner: str, target: str, body: Any) -> Any:
        headers = {HEADER: self.header(), **_JSON}
        answer = await self.upstream.ask(owner, "POST", target, headers, json.dumps(body).encode())
        if answer.status >= 300:
            raise ConnectionError(f"{owner} answered {answer.status}")
        return json.loads(answer.body)
