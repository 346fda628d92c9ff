"""Tables imported into the city pack, every one it may have, from CSV or XLSX.

Rule 1: rows are matched with those in force by what names them; a row or a column that is not in
the file stays as it is. Nothing is taken away by an import.
Rule 2: every row is told of, good or bad, by its number in the file. Bad rows keep the whole table
out, unless the sender says that the good ones shall go in without them; then the answer names what
was left out, and what could not stand without it. A trial says what the real thing would.
Rule 3: an import makes a draft of the whole pack, checked like any other and published by two.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Final, Literal, get_args

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request

from contracts.city import BrokenPack, Problem, read_city
from contracts.commands.importing import SheetRow
from contracts.views.pack_import import ImportedRow, PackImported
from gateway.callers import Caller, Callers
from gateway.city_desk import draft_row
from gateway.city_drafts import DRAFTERS, MOST_NAMED, Drafts, Proposal, fault
from gateway.pack_merge import Merged, merge
from gateway.sheets import MOST_BYTES, read_sheet
from gateway.strict import Strict
from gateway.uploads import ONE_FILE, file_of
from services.chassis.acts import new_id
from services.chassis.keys import Key

Table = Literal[
    "people", "grids", "duties", "organisations", "categories", "compounds", "assignments",
    "roster", "groups", "partners", "party", "members", "stations", "premises", "calendar",
    "territories", "professions", "seats", "traits", "jurisdictions", "powers", "lines",
    "street_duties", "standards", "errands",
]  # fmt: skip
TABLES: Final = {name: f"{name}.csv" for name in get_args(Table)}
_VERSION: Final = re.compile(r'^(version\s*=\s*")([^"]*)(")', re.MULTILINE)


@dataclass(frozen=True)
class PackImports:
    """Takes tables in."""

    drafts: Drafts

    async def take(
        self, table: Table, body: bytes, caller: Caller, id: str, wish: "Wish"
    ) -> PackImported:
        """Check a table row by row, and draft the pack with it."""
        rows = await asyncio.to_thread(read_sheet, body)
        files = await self.drafts.files_in_force()
        look = sifted if wish.skip_bad else tried
        merged, others = await asyncio.to_thread(look, TABLES[table], files, rows)
        told = report(table, wish.dry_run, rows, merged, others)
        stands = not others and (wish.skip_bad or not told.refused)
        if wish.dry_run or not stands or not told.new + told.changed:
            return told
        stamped = _stamped(files["city.toml"], merged.text)
        whole = {**files, "city.toml": stamped, TABLES[table]: merged.text}
        proposal = Proposal(whole, "import", f"{table}: {told.rows - told.refused} rows", id)
        draft = draft_row(await self.drafts.propose(proposal, caller))
        return told.model_copy(update={"draft": draft})


@dataclass(frozen=True)
class Wish:
    """How a table shall be taken."""

    dry_run: bool
    skip_bad: bool


def tried(
    file: str, files: Mapping[str, str], rows: Sequence[SheetRow]
) -> tuple[Merged, list[Problem]]:
    """The merged table with the faults of each row, and the faults it causes elsewhere."""
    merged = merge(file, files.get(file, ""), rows)
    others: list[Problem] = []
    try:
        read_city({**files, file: merged.text})
    except BrokenPack as broken:
        for problem in broken.problems:
            row = merged.stands.get(problem.row or 0) if problem.file == file else None
            (merged.faults[row] if row else others).append(problem)
    return merged, others


def sifted(
    file: str, files: Mapping[str, str], rows: Sequence[SheetRow]
) -> tuple[Merged, list[Problem]]:
    """The table without bad rows, nor those that cannot stand without them; all faults are kept."""
    left_out: dict[int, list[Problem]] = {}
    while True:
        good = [row for row in rows if row.row not in left_out]
        merged, others = tried(file, files, good)
        bad = {number: found for number, found in merged.faults.items() if found}
        left_out.update(bad)
        if not bad:
            merged.faults.update(left_out)
            return merged, others


def _stamped(rules: str, text: str) -> str:
    """The rules under a version that only this content has."""
    mark = sha256((rules + text).encode()).hexdigest()[:6]
    return _VERSION.sub(lambda m: f"{m[1]}{m[2].split('+')[0]}+{mark}{m[3]}", rules, count=1)


def report(
    table: Table,
    dry_run: bool,
    rows: Sequence[SheetRow],
    merged: Merged,
    others: Sequence[Problem],
) -> PackImported:
    """What is told of a table: a line for every row of the file."""
    lines = tuple(
        ImportedRow(
            row=row.row,
            outcome="refused" if merged.faults.get(row.row) else merged.outcomes[row.row],
            faults=tuple(
                fault(one).model_copy(update={"row": row.row})
                for one in merged.faults.get(row.row, ())
            ),
        )
        for row in rows
    )
    counts = Counter(line.outcome for line in lines)
    return PackImported(
        table=table,
        dry_run=dry_run,
        rows=len(lines),
        new=counts["new"],
        changed=counts["changed"],
        same=counts["same"],
        refused=counts["refused"],
        lines=lines,
        others=tuple(fault(one) for one in others[:MOST_NAMED]),
    )


def pack_imports_router(imports: PackImports, callers: Callers) -> APIRouter:
    """Make the route."""
    router = APIRouter(tags=["city"], route_class=Strict)
    drafting = Depends(callers.holding(DRAFTERS))

    @router.post("/city/imports", openapi_extra=ONE_FILE)
    async def take(
        caller: Annotated[Caller, drafting],
        request: Request,
        key: Key,
        table: Annotated[Table, Query(description="which table of the pack")],
        dry_run: bool = False,
        skip_bad: bool = False,
    ) -> PackImported:
        """Import rows of a table from CSV (UTF-8, GB 18030) or XLSX; each is told of.

        `dry_run`: nothing is drafted. `skip_bad`: the good rows go in without the bad ones.
        """
        id = new_id("draft-", caller.actor, key)
        return await imports.take(
            table,
            await file_of(request, MOST_BYTES, "no_pack"),
            caller,
            id,
            Wish(dry_run, skip_bad),
        )

    return router
