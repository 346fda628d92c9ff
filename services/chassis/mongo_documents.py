"""Documents in and out of one collection, many at a time: one command each way.

Where a write changed fewer documents than were sent, the stamps in the documents tell which.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from random import getrandbits
from typing import Any, Generic, NamedTuple, TypeVar

from pymongo.asynchronous.collection import AsyncCollection
from pymongo.errors import WriteError

from services.chassis.documents import Document, Draft
from services.chassis.form import CODEC, LOADED, MAJORITY, Form

State = TypeVar("State")


class Written(NamedTuple):
    """What became of a write."""

    stamp: int
    won: frozenset[str]
    refused: Mapping[str, Mapping[str, Any]]
    """What the server said against a document, by its id. All others lost a race."""


class MongoDocuments(Generic[State]):
    """Read documents, write drafts."""

    def __init__(self, documents: AsyncCollection[dict[str, Any]], form: Form[State]) -> None:
        self._documents = documents
        self._form = form

    async def read(self, ids: Sequence[str]) -> Mapping[str, Document[State]]:
        """Those of the documents that exist."""
        found = await self._find(ids, LOADED) if ids else ()
        return {raw["_id"]: self._form.document(raw) for raw in found}

    async def write(self, drafts: Sequence[Draft[State]], now: datetime) -> Written:
        """Save what nobody was faster with.

        Raises:
            PyMongoError: perhaps it was written, perhaps not.
        """
        stamp = getrandbits(62) + 1
        reply = await self._documents.database.command(
            {
                "update": self._documents.name,
                "updates": [self._form.update(draft, stamp, now) for draft in drafts],
                "ordered": False,
            },
            writeConcern=MAJORITY,
            codec_options=CODEC,
        )
        if concern := reply.get("writeConcernError"):
            raise WriteError(concern["errmsg"], concern["code"], concern)
        ids = [draft.before.id for draft in drafts]
        errors: Sequence[Mapping[str, Any]] = reply.get("writeErrors", ())
        refused = {ids[int(error["index"])]: error for error in errors}
        left = [id for id in ids if id not in refused]
        won = left if reply["n"] == len(left) else await self._stamped(left, stamp)
        return Written(stamp, frozenset(won), refused)

    async def _stamped(self, ids: Sequence[str], stamp: int) -> Sequence[str]:
        return [raw["_id"] for raw in await self._find(ids, {"stamp": 1}) if raw["stamp"] == stamp]

    async def _find(
        self, ids: Sequence[str], fields: Mapping[str, int]
    ) -> Sequence[dict[str, Any]]:
        # One reply holds them all: the server's first one would otherwise stop at 101.
        size = len(ids) + 1
        cursor = self._documents.find({"_id": {"$in": ids}}, fields, batch_size=size)
        return await cursor.to_list()
