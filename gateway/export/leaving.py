"""Files on their way out: who may, how much, what is noted.

Every export has a number; the audit log knows it with the account, what it was, how many rows, why,
and the digest of the file, so that a file found somewhere leads back to whoever took it.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Any, Final, Literal, TypeAlias

from fastapi import Header, Path, Query
from starlette.responses import Response

from contracts.actor import Role
from contracts.calendar.wall import to_wall
from contracts.redaction import starred
from contracts.sentences import Language, Sentence
from contracts.words import Id, Line
from gateway.asked import MOST
from gateway.audit import Audit
from gateway.callers import Caller
from gateway.export import paper, sheet
from gateway.export.lists import list_table
from gateway.export.table import MOST_ROWS, Mark, Table
from gateway.kinds import KINDS
from gateway.listing import Listing
from gateway.reading import Reading
from gateway.reads import READS
from gateway.refusing import refused_by_owner
from gateway.upstream import Upstream
from services.chassis.actors import HEADER
from services.chassis.language import language
from services.chassis.numbers import Numbers

EXPORTERS: Final = frozenset(
    {
        *(Role.STREET_STAFF, Role.STREET_COMMANDER, Role.STREET_SUPERVISOR),
        *(Role.DISTRICT_SUPERVISOR, Role.EVALUATOR, Role.AUDITOR),
    }
)
"""Who may take a list away; each still gets only what the list shows them."""
LISTS: Final = {name: read.roles & EXPORTERS for name, read in READS.items()}

Make: TypeAlias = Callable[[Table, Mark, Language], Awaitable[bytes]]
Making: TypeAlias = Callable[[Mark, Language], Awaitable[bytes]]


async def _sheet(table: Table, mark: Mark, language: Language) -> bytes:
    return sheet.sheet(table, mark, language)


FORMS: Final[Mapping[str, tuple[Make, str]]] = {
    "xlsx": (_sheet, sheet.MEDIA),
    "pdf": (paper.paper, paper.MEDIA),
}
Period: TypeAlias = Annotated[str, Path(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
Subject: TypeAlias = Annotated[str, Path(pattern=r"^[a-z]{1,32}$")]
Tongue: TypeAlias = Annotated[str, Header(alias="accept-language")]
Whose: TypeAlias = Annotated[
    Id | None, Query(description="of a city of several; the reader's own otherwise")
]
Why: TypeAlias = Annotated[Line, Query(description="why it is taken: stands in the audit log")]


@dataclass(frozen=True)
class Leaving:
    """Makes files."""

    upstream: Upstream
    reading: Reading
    audit: Audit
    numbers: Numbers
    now: Callable[[], datetime]

    async def told(self, path: str, make: Callable[[Any], Table], caller: Caller) -> Table:
        """What evaluation shows this caller, as a table.

        Raises:
            NotThere: there is nothing of that name.
            Refusing: evaluation refuses it.
            ConnectionError: it cannot answer.
        """
        answer = await self.upstream.ask("evaluation", "GET", path, {HEADER: caller.header})
        if answer.status != 200:
            raise refused_by_owner(answer.status, answer.body)
        return make(json.loads(answer.body))

    async def months(
        self, path: str, make: Callable[[Any], Table], caller: Caller, named: str | None
    ) -> Table:
        """A month's figures of one district, in a city of several under its name."""
        district = self._district(named, caller)
        if district is None:
            return await self.told(path, make, caller)
        table = await self.told(f"{path}?district={district}", make, caller)
        known = self.reading.city.territories.get(district)
        return table.of(district, known.name if known else district)

    def _district(self, named: str | None, caller: Caller) -> str | None:
        """The one named, or the caller's own; None in a city of one, and where it must be named."""
        city = self.reading.city
        if named or len(city.districts) == 1:
            return named
        own = city.districts_of(post.at for post in caller.actor.posts)
        return min(own) if len(own) == 1 else None

    async def listed(self, name: str, asked: Listing, caller: Caller) -> Table:
        """Everything a list holds for this caller.

        Raises:
            NotSo: more than may leave at once.
        """
        read, reader = READS[name], self.reading.reader(caller.scope)
        rows: list[Any] = []
        cursor: str | None = None
        while len(rows) <= MOST_ROWS:
            narrowed = asked.model_copy(update={"cursor": cursor, "limit": MOST})
            wanted = narrowed.asked(KINDS[name], caller.scope)
            page = await self.reading.views.page(name, caller.scope, wanted)
            rows += await read.many(self.reading, page.items, reader)
            cursor = page.next_cursor
            if cursor is None:
                break
        return list_table(name, read.row, rows, reader.name)

    async def leave(
        self, table: Table, form: str, caller: Caller, tongue: str, why: str = ""
    ) -> Response:
        """Make the file of a table, and note that it was taken."""
        make, media = FORMS[form]
        table = table.checked()
        leaf = Leaf(table.name, form, media, len(table.rows), table.use)

        def made(mark: Mark, language: Language) -> Awaitable[bytes]:
            return make(table, mark, language)

        return await self.hand_out(leaf, made, caller, tongue, why)

    async def hand_out(
        self, leaf: "Leaf", make: Making, caller: Caller, tongue: str, why: str = ""
    ) -> Response:
        """Make a file, and note that it was taken."""
        at = self.now()
        number = await self.numbers.next("X", to_wall(at).date())
        body = await make(Mark(caller.actor.id, at, number, leaf.use), language(tongue))
        about = {
            "number": number,
            "export": f"{leaf.name}.{leaf.form}",
            "rows": str(leaf.rows),
            "sha256": sha256(body).hexdigest(),
            **({"reason": starred(why)} if why else {}),
        }
        await self.audit.note(caller.actor.id, "exported", at, about)
        name = f'{leaf.shown}; filename="{leaf.name}-{number}.{leaf.form}"'
        return Response(body, headers={"content-disposition": name}, media_type=leaf.media)


@dataclass(frozen=True)
class Leaf:
    """What is known of a file before it is made."""

    name: str
    form: str
    media: str
    rows: int
    use: Sentence
    shown: Literal["attachment", "inline"] = "attachment"


def binary(form: str) -> dict[int | str, dict[str, Any]]:
    """How a file is documented."""
    schema = {"type": "string", "format": "binary"}
    return {200: {"content": {FORMS[form][1]: {"schema": schema}}}}
