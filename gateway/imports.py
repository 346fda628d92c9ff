"""The hotline's file comes in: read here, taken in by its owner a hundred rows at a time.

Rule 1: the file is read whole before the first row is handed over, so a broken one changes nothing.
Rule 2: rows are named by the hotline's own numbers, so after any crash the same file may be sent
again: what is in stays once.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request

from contracts.commands.importing import MOST_ROWS, HotlineRows, SheetRow
from contracts.commands.routes.roles import IMPORTERS
from contracts.views.reconciliation import Imported
from gateway.callers import Caller, Callers
from gateway.sheets import MOST_BYTES, read_sheet
from gateway.strict import Strict
from gateway.uploads import ONE_FILE, file_of
from gateway.upstream import Upstream
from services.chassis.actors import HEADER as ACTOR_HEADER

WHO = IMPORTERS


@dataclass(frozen=True)
class Imports:
    """Takes files in."""

    upstream: Upstream

    async def hotline(self, body: bytes, caller: Caller, *, dry_run: bool) -> Imported:
        """Hand a hotline's file to its owner, and put its answers together.

        Raises:
            NotSo: it is no table of tickets.
            ConnectionError: the owner is away; what is in stays, and the file may be sent again.
        """
        rows = await asyncio.to_thread(read_sheet, body)
        parts = [await self._hand_over(some, caller, dry_run) for some in _some(rows)]
        known: Counter[str] = Counter()
        if dry_run:  # the owner sees a hundred at a time, and the same number may stand further on
            parts = [_seen_before(part, known) for part in parts]
        return Imported(
            dry_run=dry_run,
            rows=sum(part.rows for part in parts),
            new=sum(part.new for part in parts),
            known=sum(part.known for part in parts),
            changed=sum(part.changed for part in parts),
            refused=sum(part.refused for part in parts),
            lines=tuple(line for part in parts for line in part.lines),
            unread=tuple(dict.fromkeys(name for part in parts for name in part.unread)),
        )

    async def _hand_over(self, rows: Sequence[SheetRow], caller: Caller, dry_run: bool) -> Imported:
        asked = HotlineRows(rows=tuple(rows), dry_run=dry_run).model_dump_json().encode()
        headers = {ACTOR_HEADER: caller.header, "content-type": "application/json"}
        answer = await self.upstream.ask("intake", "POST", "/imports/hotline", headers, asked)
        if answer.status != 200:
            raise ConnectionError(f"intake answered {answer.status}")
        return Imported.model_validate_json(answer.body)


def imports_router(imports: Imports, callers: Callers) -> APIRouter:
    """Make the route."""
    router = APIRouter(tags=["imports"], route_class=Strict)

    @router.post("/imports/hotline", openapi_extra=ONE_FILE)
    async def hotline(
        caller: Annotated[Caller, Depends(callers.holding(WHO))],
        request: Request,
        dry_run: Annotated[bool, Query(description="only say what would become of it")] = False,
    ) -> Imported:
        """Import 12345 tickets from CSV or XLSX; a line for every row, and none of them twice."""
        return await imports.hotline(
            await file_of(request, MOST_BYTES, "not_a_table"), caller, dry_run=dry_run
        )

    return router


def _some(rows: Sequence[SheetRow]) -> Iterator[Sequence[SheetRow]]:
    for start in range(0, len(rows), MOST_ROWS):
        yield rows[start : start + MOST_ROWS]


def _seen_before(part: Imported, known: Counter[str]) -> Imported:
    lines = [
        line.model_copy(update={"outcome": "known"})
        if line.outcome == "new" and line.id and known[line.id]
        else line
        for line in part.lines
    ]
    known.update(line.id for line in lines if line.id)
    many = Counter(line.outcome for line in lines)
    return part.model_copy(
        update={"lines": tuple(lines), "new": many["new"], "known": many["known"]}
    )
