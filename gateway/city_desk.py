"""The routes of city packs: upload, simulate, publish by two, and back to an older one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from starlette.datastructures import UploadFile
from starlette.requests import Request

from contracts.city import BrokenPack
from contracts.refusals import NotSo, NotThere
from contracts.views.pack import DraftRow, DraftView, VersionView
from contracts.words import Id, Words, printable
from gateway.asked import MOST, USUAL
from gateway.bodies import fields
from gateway.callers import Caller, Callers
from gateway.city_drafts import APPROVERS, DRAFTERS, READERS, Drafts, Kept, Proposal, broken_pack
from gateway.city_files import MOST_FILES, opened, texts
from gateway.city_touched import UnderWay
from gateway.pictures import MOST_BYTES
from gateway.strict import Strict
from gateway.uploads import BINARY, bytes_of, form_of
from services.chassis.acts import new_id
from services.chassis.keys import Key

_Limit = Annotated[int, Query(ge=1, le=MOST)]
_FORM = form_of(file={"type": "array", "items": BINARY}, note={"type": "string"})


class Reason(BaseModel):
    """Why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: Words


class Told(BaseModel):
    """What is said of an uploaded pack."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    note: Annotated[str, StringConstraints(max_length=200), AfterValidator(printable)] = ""


@dataclass(frozen=True)
class Sent:
    """What a form held."""

    files: Mapping[str, bytes]
    note: str


async def sent(request: Request) -> Sent:
    """The files of a form, unpacked; read only now that it is known who sends it.

    Raises:
        NotSo: no file, or a zip that should not be opened.
        RequestValidationError: something else than files and a note.
        Refusing: more than may be sent.
    """
    found: dict[str, bytes] = {}
    async with request.form(max_files=MOST_FILES, max_fields=5) as form:
        pairs = form.multi_items()
        told = fields(Told, [(name, value) for name, value in pairs if name != "file"])
        for file in (value for name, value in pairs if name == "file"):
            if not isinstance(file, UploadFile):
                raise NotSo("no_pack", field="file")
            found |= opened(file.filename or "", await bytes_of(file, MOST_BYTES))
    if not found:
        raise NotSo("no_pack", field="file")
    return Sent(found, told.note)


@dataclass(frozen=True)
class Desk:
    """Drafts as they are shown."""

    drafts: Drafts
    under_way: UnderWay

    async def shown(self, draft: Kept) -> DraftView:
        """A draft, and how much is under way."""
        told = {name: draft.get(name) for name in DraftView.model_fields}
        touched = await self.under_way.touched(draft["categories"])
        return DraftView.model_validate({**told, "id": draft["_id"], "touched": touched})

    async def upload(self, form: Sent, whole: bool, id: str, caller: Caller) -> DraftView:
        """Check an uploaded pack and keep it as a draft."""
        in_force = await self.drafts.files_in_force()
        try:
            files = texts(form.files, in_force)
        except BrokenPack as broken:
            raise broken_pack(broken.problems) from None
        files = files if whole else {**in_force, **files}
        proposal = Proposal(files, "upload", form.note, id)
        return await self.shown(await self.drafts.propose(proposal, caller))

    async def restore(self, pack: str, why: Reason, id: str, caller: Caller) -> DraftView:
        """Draft an older pack again."""
        try:
            files = await self.drafts.packs.take(pack)
        except KeyError:
            raise NotThere("not_found") from None
        proposal = Proposal(files, "restore", why.reason, id)
        return await self.shown(await self.drafts.propose(proposal, caller))


def packs_router(drafts: Drafts, under_way: UnderWay, callers: Callers) -> APIRouter:
    """Make the routes."""
    router, desk = APIRouter(tags=["city"], route_class=Strict), Desk(drafts, under_way)
    _making(router, desk, callers)
    _deciding(router, desk, callers)
    _reading(router, desk, callers)
    return router


def _making(router: APIRouter, desk: Desk, callers: Callers) -> None:
    drafting = Depends(callers.holding(DRAFTERS))

    @router.post("/city", status_code=201, openapi_extra=_FORM)
    async def upload(
        caller: Annotated[Caller, drafting], request: Request, key: Key, whole: bool = True
    ) -> DraftView:
        """Upload a pack, a zip or its files: it becomes a draft, or every fault of it is named.

        With `whole=false` these files replace theirs in the pack in force.
        """
        id = new_id("draft-", caller.actor, key)
        return await desk.upload(await sent(request), whole, id, caller)

    @router.post("/city/versions/{id}/restore", status_code=201)
    async def restore(
        caller: Annotated[Caller, drafting], id: Id, key: Key, why: Reason
    ) -> DraftView:
        """Draft an older pack again: the way back."""
        return await desk.restore(id, why, new_id("draft-", caller.actor, key), caller)


def _deciding(router: APIRouter, desk: Desk, callers: Callers) -> None:
    deciding = Depends(callers.holding(APPROVERS))

    @router.post("/city/drafts/{id}/publish")
    async def publish(caller: Annotated[Caller, deciding], id: Id, key: Key) -> DraftView:
        """Put a draft of somebody else in force, everywhere, without a restart."""
        return await desk.shown(await desk.drafts.publish(id, caller))

    @router.post("/city/drafts/{id}/reject")
    async def reject(
        caller: Annotated[Caller, deciding], id: Id, key: Key, why: Reason
    ) -> DraftView:
        """Put a draft aside."""
        return await desk.shown(await desk.drafts.reject(id, caller, why.reason))


def _reading(router: APIRouter, desk: Desk, callers: Callers) -> None:
    reading = Depends(callers.holding(READERS))

    @router.get("/city/drafts", dependencies=[reading])
    async def listed(limit: _Limit = USUAL) -> tuple[DraftRow, ...]:
        """The latest drafts."""
        return tuple(draft_row(draft) for draft in await desk.drafts.all(limit))

    @router.get("/city/drafts/{id}", dependencies=[reading])
    async def one(id: Id) -> DraftView:
        """A draft with what it would change, and how much is under way (simulation)."""
        return await desk.shown(await desk.drafts.one(id))

    @router.get("/city/versions", dependencies=[reading])
    async def versions(limit: _Limit = USUAL) -> tuple[VersionView, ...]:
        """What was put in force, the newest first; the pack of the folder is number 0."""
        return await _versions(desk.drafts, limit)


def draft_row(draft: Kept) -> DraftRow:
    """A draft in a list."""
    told = {name: draft.get(name) for name in DraftRow.model_fields}
    return DraftRow.model_validate({**told, "id": draft["_id"]})


async def _versions(drafts: Drafts, limit: int) -> tuple[VersionView, ...]:
    history = await drafts.packs.history(limit)
    now, own = drafts.cities.in_force, drafts.cities.own
    names = await drafts.packs.versions([*(one["pack"] for one in history), own])
    first = {"_id": 0, "pack": own}
    entries: list[Mapping[str, Any]] = [*history, first]
    newest = next(one["_id"] for one in entries if one["pack"] == now)
    return tuple(
        VersionView(
            number=one["_id"],
            pack=one["pack"],
            version=names.get(one["pack"], ""),
            at=one.get("at"),
            by=one.get("by"),
            approved_by=one.get("approved_by"),
            in_force=one["_id"] == newest,
        )
        for one in entries
    )
