"""What is held about a person beside their cases: what they asked for, and where they registered.

Rule 1: a kind that names a person has its line in this table; export, erasure and the clean-up
after those who left all follow it.
Rule 2: what somebody else asked for and this person only helped with stays as it is: that is a
record of service (志愿服务条例 art. 19), and goes when its own time is over.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel

from gateway.fold import Folded
from gateway.present.lists import need_view, passbook_view, registration_view
from gateway.present.notices import notice_view
from gateway.present.offers import offer_view
from gateway.present.reader import Reader
from gateway.redacting import Redacting
from gateway.views import Views

MOST: Final = 1000


@dataclass(frozen=True)
class Holding:
    """One kind of thing that names a person."""

    owner: str
    field: str
    """Of its view: whose it is."""
    shown: Callable[[str, Folded, Reader], BaseModel]
    collection: str = ""
    """Its owner's name for it, where that is not the kind's."""


HELD: Final[Mapping[str, Holding]] = {
    "offers": Holding("dispatch", "asker", offer_view),
    "needs": Holding("dispatch", "asker", need_view),
    "registrations": Holding("dispatch", "account", registration_view),
    "group-notices": Holding("dispatch", "sender", notice_view, "notices"),
}
"""By the kind's name."""
RECORDS: Final[Mapping[str, Holding]] = {"points": Holding("evaluation", "account", passbook_view)}
"""What is taken away, and stays: a law keeps it (志愿服务条例 art. 19)."""


@dataclass(frozen=True)
class Held:
    """Finds it, and has it taken out."""

    views: Views
    redacting: Redacting

    async def leave(self, account: str) -> tuple[Sequence[str], Sequence[str]]:
        """Take who it was out of what is over; what still runs, and what was done.

        Raises:
            ConnectionError: an owner does not answer; asked again, it goes on where it was.
        """
        waiting: list[str] = []
        taken: list[str] = []
        for name, holding in HELD.items():
            ids = [id for id, _ in await _of(self.views, name, holding, account)]
            done = await self.redacting.leave_of(holding.owner, holding.collection or name, ids)
            taken += done
            waiting += [id for id in ids if id not in done]
        return waiting, taken

    async def records(self, account: str) -> Sequence[str]:
        """What a law keeps of somebody who leaves."""
        found = [await _of(self.views, *one, account) for one in RECORDS.items()]
        return [id for several in found for id, _ in several]


async def held(views: Views, account: str, reader: Reader) -> Mapping[str, Any]:
    """All of it, by kind, as the person sees it."""
    return {
        name: [
            holding.shown(id, view, reader).model_dump(mode="json")
            for id, view in await _of(views, name, holding, account)
        ]
        for name, holding in {**HELD, **RECORDS}.items()
    }


async def _of(
    views: Views, name: str, holding: Holding, account: str
) -> Sequence[tuple[str, Folded]]:
    mine = await views.stores[name].find({"tags": f"person:{account}"}, limit=MOST)
    return [(one.id, one.state) for one in mine if one.state.get(holding.field) == account]
