"""The routes about one's own account: the password, one's data, and leaving."""

from typing import Annotated, Final

from fastapi import APIRouter, Depends
from starlette.responses import Response

from contracts.commands.account import ChangePassword, Erase
from contracts.views.account import Erased
from gateway.auth import Desk
from gateway.callers import Caller, Callers
from gateway.leaving import Goodbye
from gateway.passages import EVERYBODY
from gateway.strict import Strict
from services.chassis.keys import Key

PASSWORD: Final = "/me/password"
_ZIP = {200: {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}}


def oneself_router(desk: Desk, goodbye: Goodbye, callers: Callers) -> APIRouter:
    """Make the routes."""
    router = APIRouter(tags=["auth"], route_class=Strict)
    anybody = Depends(callers.holding(EVERYBODY))

    @router.post(PASSWORD, status_code=204)
    async def password(
        caller: Annotated[Caller, anybody], asked: ChangePassword, _: Key
    ) -> Response:
        """Set a password of one's own; every other session ends."""
        await desk.change_password(caller, asked.old, asked.new)
        return Response(status_code=204)

    @router.get("/me/export", response_class=Response, responses={**_ZIP})
    async def export(caller: Annotated[Caller, anybody]) -> Response:
        """Everything held about oneself, as a ZIP of JSON files and photos."""
        body = await goodbye.export(caller)
        name = f'attachment; filename="whistle-{caller.actor.id}.zip"'
        headers = {"content-disposition": name}
        return Response(body, headers=headers, media_type="application/zip")

    @router.post("/me/erase")
    async def erase(caller: Annotated[Caller, anybody], asked: Erase, _: Key) -> Erased:
        """Close the account; erase what may be erased, and name what a law keeps."""
        return await goodbye.erase(caller, asked.password)

    return router
