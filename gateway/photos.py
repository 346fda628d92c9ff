"""Photos: taken in, made anew, and shown to whoever may see what they belong to."""

import asyncio
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header
from starlette.requests import Request
from starlette.responses import Response

from contracts.actor import Role
from contracts.city import City
from contracts.refusals import NotThere
from contracts.views.live import Uploaded
from gateway.callers import Caller, Callers
from gateway.files import Files, Kept
from gateway.fold import Folded
from gateway.passages import EVERYBODY
from gateway.photo_uses import PhotoUses
from gateway.pictures import MOST_BYTES, re_encoded
from gateway.present.withheld import hides, restricted
from gateway.scopes import Scope, Sight
from gateway.strict import Strict
from gateway.uploads import ONE_FILE, file_of
from gateway.views import Views
from services.chassis.acts import new_id
from services.chassis.keys import Key

PREFIX = "photo-"
AT_ONCE = 1
"""Pictures made anew at the same time: the largest take some 200 MB while they are decoded."""
WHO = EVERYBODY - {Role.OPS, Role.ADMIN}
_SENT: dict[int | str, dict[str, Any]] = {200: {"content": {"image/jpeg": {}}}}
_CACHED = "private, max-age=86400, immutable"


@dataclass
class Photos:
    """The album."""

    files: Files
    uses: PhotoUses
    views: Views
    city: City

    def __post_init__(self) -> None:
        """Make room for a few at a time."""
        self._room = asyncio.Semaphore(AT_ONCE)

    async def take(self, body: bytes, caller: Caller, key: str) -> Uploaded:
        """Make a photo anew and keep it.

        Raises:
            NotSo: it is no photo that can be read.
        """
        async with self._room:
            picture = await asyncio.to_thread(re_encoded, body)
        id = await self.files.put(picture, caller.actor.id, new_id(PREFIX, caller.actor, key))
        size = len(picture.body)
        return Uploaded(
            id=id, type="image/jpeg", size=size, width=picture.width, height=picture.height
        )

    async def show(self, id: str, caller: Caller) -> Kept:
        """A photo this caller may see.

        Raises:
            NotThere: there is none, or it is none of the caller's business.
        """
        kept = await self.files.get(id)
        if kept is None or not (kept.by == caller.actor.id or await self._seen(id, caller.scope)):
            raise NotThere("not_found")
        return kept

    async def sees(self, id: str, caller: Caller) -> bool:
        """Whether there is such a photo and this caller may see it."""
        by = await self.files.by(id)
        return by is not None and (by == caller.actor.id or await self._seen(id, caller.scope))

    async def _seen(self, id: str, scope: Scope) -> bool:
        for kind, used_in in await self.uses.of(id):
            view = await self.views.get(kind, used_in)
            if view and (
                self._seen_in(kind, view, scope) or await self._seen_with(kind, view, scope)
            ):
                return True
        return False

    def _seen_in(self, kind: str, view: Folded, scope: Scope) -> bool:
        """Whether the view shows it; a restricted case shows none to those without a part in it."""
        return scope.sees(view.tags) and not hides(kind, view, scope, self.city)

    async def _seen_with(self, kind: str, view: Folded, scope: Scope) -> bool:
        """Whether a department was called for a case that is not confidential."""
        if kind != "cases" or view.get("confidential"):
            return False
        private = restricted(view.get("category"), self.city)
        for other, name in (("whistles", "whistle_id"), ("tasks", "task_id")):
            called = await self.views.get(other, view.get(name)) if view.get(name) else None
            seen = scope.sight(called.tags) if called else Sight.NOTHING
            if seen is Sight.CALLED or (seen and not private):
                return True
        return False


def photos_router(photos: Photos, callers: Callers) -> APIRouter:
    """Make the routes."""
    router = APIRouter(tags=["files"], route_class=Strict)
    calling = Depends(callers.holding(WHO))

    @router.post("/files", status_code=201, openapi_extra=ONE_FILE)
    async def upload(
        caller: Annotated[Caller, calling],
        request: Request,
        key: Key,
    ) -> Uploaded:
        """Upload a photo: JPEG, PNG or WebP. It is made anew, without what the camera wrote."""
        return await photos.take(await file_of(request, MOST_BYTES, "not_a_photo"), caller, key)

    @router.get("/files/{id}", response_class=Response, responses=_SENT)
    async def download(
        caller: Annotated[Caller, calling],
        id: str,
        if_none_match: Annotated[str | None, Header()] = None,
    ) -> Response:
        """A photo, for its uploader and for whoever may see where it is shown."""
        kept = await photos.show(id, caller)
        tag = f'"{kept.picture.etag}"'
        headers = {"etag": tag, "cache-control": _CACHED}
        if if_none_match == tag:
            return Response(status_code=304, headers=headers)
        return Response(kept.picture.body, headers=headers, media_type="image/jpeg")

    return router
