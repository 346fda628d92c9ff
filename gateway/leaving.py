"""A person's own data: taken away as a file, and erased when they leave.

个人信息保护法 art 45 (access and copy), art 47 (deletion). Rule 1: what no law keeps goes at once.
Rule 2: what a law keeps is named with that law and until when; who it was is taken out of it as
soon as it is over. Rule 3: an account that is closed opens nothing, and is not given again.
"""

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from pymongo.asynchronous.database import AsyncDatabase

from contracts.city import City
from contracts.lifecycle import CASE_LIFE
from contracts.refusals import NotSo, NotYours
from contracts.views.account import Erased, Remains
from gateway.accounts import Accounts
from gateway.audit import Audit
from gateway.callers import Caller, Callers
from gateway.dead_letters import of_those_who_left
from gateway.devices import Devices
from gateway.files import Files
from gateway.held import Held, held
from gateway.lockout import Lockout
from gateway.photo_uses import PhotoUses
from gateway.present.bindings import binding_view
from gateway.present.cases import case_view
from gateway.present.reader import Reader
from gateway.queues import Queues
from gateway.redacting import Redacting
from gateway.revealed import Revealed
from gateway.scopes import PEOPLE
from gateway.sessions import Sessions
from gateway.views import Views
from services.chassis.parking_mongo import MongoParked
from services.chassis.parking_words import left

MOST_CASES: Final = 1000
MOST_PHOTOS: Final = 50 * 1024 * 1024
"""Bytes of photos in one file; more are named in it."""
_OPEN: Final = frozenset(stage for stage, moves in CASE_LIFE.table.items() if moves)


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


@dataclass(frozen=True)
class Goodbye:
    """Lets people go."""

    archive: Archive
    accounts: Accounts
    sessions: Sessions
    lockout: Lockout
    callers: Callers
    audit: Audit
    redacting: Redacting
    queues: Queues
    database: AsyncDatabase[dict[str, Any]]
    now: Callable[[], datetime]

    @property
    def held(self) -> Held:
        """What else is held about people."""
        return Held(self.archive.views, self.redacting)

    async def export(self, caller: Caller) -> bytes:
        """One's own data; that it was taken is on record."""
        now = self.now()
        body = await self.archive.packed(caller, now)
        await self.audit.note(caller.actor.id, "own_data_exported", now, {"bytes": str(len(body))})
        return body

    async def erase(self, caller: Caller, password: str) -> Erased:
        """Erase what may be, name what must be kept, and close the account.

        Raises:
            NotYours: whoever holds a post cannot leave by themselves.
            NotSo: the password is not right.
            Refusing: too many wrong passwords.
        """
        account, now = caller.actor.id, self.now()
        if any(post.role not in PEOPLE for post in caller.actor.posts):
            raise NotYours("post_holders_stay")
        await self.lockout.attempt(account)
        if not await self.accounts.check(account, password):
            raise NotSo("wrong_password", field="password")
        await self.lockout.forgive(account)
        return await self._erase(account, caller, now)

    async def _erase(self, account: str, caller: Caller, now: datetime) -> Erased:
        cases = await self.archive.cases(account)
        over = [id for id, case in cases if case.get("stage") not in _OPEN]
        going = [id for id, _ in cases if id not in over]
        await self.database["leaving"].update_one(
            {"_id": account}, {"$set": {"asked_at": now}}, upsert=True
        )
        await self.redacting.leave(over)
        homes = await self.redacting.leave_homes(account)
        replies = await self.redacting.leave_notices(account)
        asked, taken = await self.held.leave(account)
        behind = [*over, *(f"cb-{id}" for id in over), *taken]
        await self.redacting.leave_parked(behind)
        await left(MongoParked(self.database), behind)
        await self.queues.rewrite(of_those_who_left(behind), dry=False)
        photos = await self._drop_photos(account)
        await self.archive.revealed.forget(account)
        devices = await self.archive.devices.forget(account)
        await self.accounts.close(account, now)
        await self.sessions.end_all(account)
        self.callers.forget(caller.session)
        counts = {"cases": str(len(over)), "photos": str(photos), "open": str(len(going))}
        more = (*(("photos",) if photos else ()), *(("devices",) if devices else ()))
        more += (*(("bindings",) if homes else ()), *(("replies",) if replies else ()))
        await self.audit.note(account, "account_erased", now, counts)
        gone = ("account", "sessions", "reveals", *more)
        return Erased(
            erased=gone,
            identity_removed=(*over, *taken),
            kept=(
                *remains([*going, *asked], [*over, *taken], self.archive.city, now),
                *records(await self.held.records(account)),
            ),
        )

    async def _drop_photos(self, account: str) -> int:
        """Photos that nothing shows."""
        unused = [id for id in await self.archive.files.of(account) if not await self._used(id)]
        for id in unused:
            await self.archive.files.drop(id)
        return len(unused)

    async def _used(self, photo: str) -> bool:
        return bool(await self.archive.uses.of(photo))


def remains(
    going: Sequence[str], over: Sequence[str], city: City, now: datetime
) -> tuple[Remains, ...]:
    """What a law keeps, until when, and which."""
    retention = city.rules.retention
    texts = now + timedelta(days=retention.text_days)
    audit = now + timedelta(days=retention.audit_days)
    told = [
        Remains(
            what="open_cases",
            ids=tuple(going),
            until=None,
            basis_zh="接诉即办工作条例：未办结的事项须办结并回访；办结后立即去除您的身份信息。",
            basis_en="Open matters must be dealt with; your identity is taken out once they end.",
        ),
        Remains(
            what="case_texts",
            ids=tuple(over),
            until=texts,
            basis_zh="档案管理规定：事项正文保存十年；其中您的身份、电话、照片、门牌已去除。",
            basis_en="Archives keep texts for ten years; identity, phone, photos, house are gone.",
        ),
        Remains(
            what="audit_log",
            ids=(),
            until=audit,
            basis_zh="网络安全法第二十一条：网络日志至少保存六个月；只含编号，不含内容。",
            basis_en="Cybersecurity Law art. 21: logs are kept; they hold ids, no words.",
        ),
    ]
    return tuple(one for one in told if one.ids or one.what == "audit_log")


def records(ids: Sequence[str]) -> tuple[Remains, ...]:
    """What stays of what somebody did for others."""
    told = Remains(
        what="service_records",
        ids=tuple(ids),
        until=None,
        basis_zh="志愿服务条例第十九条：服务时长和积分须如实记录；只留账号编号，账号已注销。",
        basis_en="Records of service are kept by law, under the id of an account that is closed.",
    )
    return (told,) if ids else ()
