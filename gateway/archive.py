"""Everything held about a person, as a file to take away (个人信息保护法 art 45)."""

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from contracts.city import City
from gateway.callers import Caller
from gateway.devices import Devices
from gateway.files import Files
from gateway.held import held
from gateway.photo_uses import PhotoUses
from gateway.present.bindings import binding_view
from gateway.present.cases import case_view
from gateway.present.reader import Reader
from gateway.revealed import Revealed
from gateway.views import Views

MOST_CASES: Final = 1000
MOST_PHOTOS: Final = 50 * 1024 * 1024
"""Bytes of photos in one file; more are named in it."""


@dataclass(frozen=True)
class Archive:
    """Everything held about people."""

    views: Views
    files: Files
    uses: PhotoUses
    revealed: Revealed
    city: City
    devices: Devices

    async def cases(self, account: str) -> Sequence[tuple[str, Any]]:
        """What they reported, with its view."""
        found = await self.views.stores["cases"].find(
            {"tags": f"person:{account}"}, limit=MOST_CASES
        )
        return [(kept.id, kept.state) for kept in found]

    async def packed(self, caller: Caller, now: datetime) -> bytes:
        """All of it as a ZIP of JSON files and photos."""
        account, reader = caller.actor.id, Reader(caller.scope, self.city, now)
        person = self.city.people.get(account)
        cases = await self.cases(account)
        looked = await self.revealed.of(account)
        mine = {
            "account": {"id": account, "name": person.name if person else account},
            "posts": [post.model_dump() for post in caller.actor.posts],
            "cases": [
                case_view(id, case, reader, None, {}).model_dump(mode="json") for id, case in cases
            ],
            **await held(self.views, account, reader),
            "devices": [
                {name: value for name, value in one.items() if name != "key"}
                for one in await self.devices.of(account)
            ],
            "bindings": await self._bindings(account, reader),
            "looked": [{**one._asdict(), "people": [account]} for one in looked],
        }
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, value in mine.items():
                text = json.dumps(value, ensure_ascii=False, indent=1, default=str)
                archive.writestr(f"{name}.json", text)
            await self._photos(archive, account)
        return out.getvalue()

    async def _bindings(self, account: str, reader: Reader) -> list[Any]:
        """The doors they asked for."""
        found = await self.views.stores["bindings"].find(
            {"tags": f"person:{account}"}, limit=MOST_CASES
        )
        own = [kept for kept in found if kept.state.get("reporter") == account]
        return [binding_view(kept.id, kept.state, reader).model_dump(mode="json") for kept in own]

    async def _photos(self, archive: zipfile.ZipFile, account: str) -> None:
        size, left = 0, list[str]()
        for id in await self.files.of(account):
            kept = await self.files.get(id)
            size += len(kept.picture.body) if kept else 0
            if kept is None or size > MOST_PHOTOS:
                left.append(id)
            else:
                archive.writestr(f"photos/{id}.jpg", kept.picture.body)
        archive.writestr("photos-not-included.json", json.dumps(left))
