"""What a command may name of what only the gateway keeps: photos, and the cases of a whistle.

Rule 1: whoever sees a thing sees the photos on it, so only who may see a photo may put it on one.
Rule 2: a whistle is blown on a case its caller reads, at a place of theirs, that may be whistled:
no other would ever be linked with it, and the departments would come for nothing. A draft none of
whose cases can be whistled on any more is not raised, for the same reason.
Rule 3: views follow their owners; what they do not show yet is looked at again for a moment.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, cast

from contracts.commands.command import Command
from contracts.commands.routes import ROUTES
from contracts.commands.whistle import Approve, Draft, Preview
from contracts.lifecycle import WhistleStage
from contracts.refusals import NotNow, NotSo
from gateway.callers import Caller
from gateway.fold import Folded
from gateway.named import Asking
from gateway.photos import Photos
from gateway.views import Views
from services.chassis.posted import read

PAUSES: Final = (0.0, 0.1, 0.3, 0.6)
"""Seconds before each look at a case; ours."""

DRAFT: Final = "draft"
"""No field: the whistle the command is about."""
_DRAFTED: Final = frozenset({WhistleStage.DRAFT, WhistleStage.ENDORSED})


Check: TypeAlias = Callable[[Asking], Awaitable[None]]


@dataclass(frozen=True)
class Naming:
    """Looks at what a command names before its owner is asked."""

    photos: Photos
    views: Views

    async def check(
        self, command: type[Command] | None, body: bytes, caller: Caller, key: str, target: str
    ) -> None:
        """Refuse what the caller may not name.

        Args:
            key: the act's own, empty when it has none.
            target: id of what it is done with, empty when it makes something new.

        Raises:
            RequestValidationError: something else is wrong with it: that is told first.
            NotSo: a photo or a case that is not there, not the caller's, or not to be whistled.
            NotNow: no case of a draft can be whistled on any more.
        """
        names = NAMES.get(command, ())
        if command and _names_any(names, body):
            asking = Asking(caller, read(command, body), key, target)
            for name in names:
                await self._checks[name](asking)

    @property
    def _checks(self) -> Mapping[str, Check]:
        return {"photos": self._photos, "problems": self._problems, DRAFT: self._draft}

    async def _photos(self, asking: Asking) -> None:
        for n, id in enumerate(asking.photos()):
            if not await self.photos.sees(id, asking.caller):
                raise NotSo("unknown_photo", field=f"photos.{n}")

    async def _problems(self, asking: Asking) -> None:
        for n, id in asking.cases():
            view = await self._case(id, asking)
            field = f"problems.{n}.case_id"
            if view is None:
                raise NotSo("no_such_case_here", field=field)
            if not asking.lets(view):
                told = {"number": view.get("number"), "state": view.get("stage")}
                raise NotSo("case_not_to_whistle", field=field, **told)

    async def _draft(self, asking: Asking) -> None:
        draft = await self.views.get("whistles", asking.target)
        if draft is None or draft.get("stage") not in _DRAFTED:
            return
        ids = [one["case_id"] for one in draft.get("problems")]
        if not asking.caller.scope.sees(draft.tags) or not all(ids):
            return
        found = [await self._look(id, asking) for id in ids]
        if not any(one is None or asking.lets(one) for one in found):
            told = {"numbers": [one.get("number") for one in found if one]}
            raise NotNow(
                "draft_is_late", state=draft.get("stage"), allowed=["refuse", "return"], **told
            )

    async def _case(self, id: str, asking: Asking) -> Folded | None:
        view = await self._look(id, asking)
        return view if view and asking.reaches(view) else None

    async def _look(self, id: str, asking: Asking) -> Folded | None:
        """The case, once it can be whistled on or it is clear that it cannot."""
        view = None
        for pause in PAUSES:
            await asyncio.sleep(pause)
            view = await self.views.get("cases", id)
            if view and asking.lets(view):
                break
        return view


def _names_any(names: Collection[str], body: bytes) -> bool:
    """Whether there is anything to look at; what names nothing, its owner reads."""
    if not names or DRAFT in names:
        return bool(names)
    try:
        told: object = json.loads(body)
    except (ValueError, RecursionError):
        return False
    fields: Mapping[str, object] = cast(Any, told) if isinstance(told, dict) else {}
    return any(fields.get(name) for name in names)


def _named(command: type[Command]) -> tuple[str, ...]:
    photos = ("photos",) if "photos" in command.model_fields else ()
    problems = ("problems",) if issubclass(command, Draft) else ()
    return (*photos, *problems, *((DRAFT,) if command is Approve else ()))


NAMES: Final[Mapping[type[Command] | None, tuple[str, ...]]] = {
    command: named
    for command in (Preview, *(route.command for route in ROUTES))
    if (named := _named(command))
}
"""What of a command is looked at: a field, or the draft it raises."""
