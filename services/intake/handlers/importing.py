"""Files and minutes: many matters at once, each taken in or refused by itself.

Rule 1: every row has its line in the answer; a bad one harms no other.
Rule 2: ids and keys are made of what a row says, so the same file again changes nothing, whoever
sends it after whatever crash.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from contracts.actor import Actor
from contracts.commands.case import Report
from contracts.commands.importing import HotlineRows, SheetRow
from contracts.commands.telling import Minutes
from contracts.refusals import NotSo, Refused
from contracts.sentences import say
from contracts.views.reconciliation import Imported, ImportedRow
from services.chassis.store import Act
from services.intake import core
from services.intake.handlers.desk import Desk, named


@dataclass(frozen=True)
class Importing:
    """Takes in many at once."""

    desk: Desk

    async def hotline(self, asked: HotlineRows, by: Actor, now: datetime) -> Imported:
        """Take in the rows of a hotline's file, or say what would become of them."""
        seen: set[str] = set()
        lines = [await self._line(row, asked.dry_run, by, now, seen) for row in asked.rows]
        unread = sorted({name for row in asked.rows for name in core.unread(row.cells)})
        return _summed(asked.dry_run, lines).model_copy(update={"unread": tuple(unread)})

    async def minutes(self, told: Minutes, by: Actor, now: datetime) -> Imported:
        """Make a case of every matter in the minutes of a meeting."""
        lines: list[ImportedRow] = []
        for n, matter in enumerate(told.matters, 1):
            report = core.from_minutes(matter, told.title, told.held_on)
            key = _key(report)
            try:
                lines.append(await self._taken(n, report, f"case-{key[:16]}", by, now))
            except Refused as refused:
                lines.append(_refused(n, None, refused))
        return _summed(dry_run=False, lines=lines)

    async def _line(
        self, row: SheetRow, dry_run: bool, by: Actor, now: datetime, seen: set[str]
    ) -> ImportedRow:
        try:
            if row.unfit:
                raise NotSo(row.unfit)
            report = self.desk.as_report(core.ticket(row.cells))
            id = named(report, "")
            if not dry_run:
                return await self._taken(row.row, report, id, by, now)
            core.check_report(report, by, self.desk.city, now)
            line = await self._foreseen(row.row, report, id, by, known=id in seen)
            seen.add(id)
            return line
        except Refused as refused:
            return _refused(row.row, core.external(row.cells), refused)

    async def _taken(
        self, row: int, report: Report, id: str, by: Actor, now: datetime
    ) -> ImportedRow:
        before = await self.desk.cases.get(id)
        act = Act(by=by, at=now, key=f"row-{_key(report)}")
        outcome = await self.desk.take_in(report, id, act)
        changed = before is not None and outcome.version > before.version
        return ImportedRow(
            row=row,
            outcome="new" if before is None else "changed" if changed else "known",
            external=report.order.external if report.order else None,
            id=outcome.id,
            number=outcome.state.number,
        )

    async def _foreseen(
        self, row: int, report: Report, id: str, by: Actor, *, known: bool
    ) -> ImportedRow:
        self.desk.place(report.spot, report.address)
        before = await self.desk.cases.get(id)
        kept = before.state if before else None
        same = kept is None or report.text in (kept.text, kept.last_words) or not kept.open
        later = "known" if same else "changed"
        return ImportedRow(
            row=row,
            outcome=later if kept or known else "new",
            external=report.order.external if report.order else None,
            id=id,
            number=kept.number if kept else None,
        )


def _key(report: Report) -> str:
    return sha256(report.model_dump_json().encode()).hexdigest()[:32]


def _refused(row: int, external: str | None, refused: Refused) -> ImportedRow:
    field = refused.facts.get("field")
    return ImportedRow(
        row=row,
        outcome="refused",
        external=external,
        field=str(field) if field else None,
        code=refused.code,
        reason_zh=say(refused.code, "zh", refused.facts),
        reason_en=say(refused.code, "en", refused.facts),
    )


def _summed(dry_run: bool, lines: Sequence[ImportedRow]) -> Imported:
    many = Counter(line.outcome for line in lines)
    return Imported(
        dry_run=dry_run,
        rows=len(lines),
        new=many["new"],
        known=many["known"],
        changed=many["changed"],
        refused=many["refused"],
        lines=tuple(lines),
    )
