"""Every notice that is out is told once to every outlet, and nothing that anybody typed."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

from contracts.city import read_city
from contracts.events import EVENTS
from contracts.events.notice import NoticeQueued, NoticeSent
from contracts.noticing import NoticeKind, Reaction
from contracts.words import Level, Owner
from deploy.city.check import read_folder
from gateway.fold import Folded
from gateway.kinds.notices import NOTICES
from gateway.notify.outbound import Outbound
from gateway.views import Views, shape
from services.chassis.mongo import MongoStore
from tests.promises.vendors import Vendor, outlets, vendor
from tests.unit.gateway.builders import at, told

__all__ = ["vendor"]


async def sent_out(database: AsyncDatabase[dict[str, Any]]) -> MongoStore[Folded]:
    """The views of notices: one is out, one is queued; people typed what is private."""
    private = "王五 13812345678"
    queued = NoticeQueued(
        number="TZ-1",
        kind=NoticeKind.NOTICE,
        title=private,
        text=private,
        sender="secretary-01",
        group="g-gangwan-01",
        group_name="望海社区群",
        level=2,
        at="gangwan-01",
        path=("haichuan", "gangwan", "gangwan-01"),
        groups=30,
        answers=(Reaction.NOTED,),
        replies_until=at(60),
        owner=Owner(level=Level.COMMUNITY, at="gangwan-01"),
        due_at=at(0),
    )
    sent = NoticeSent(at="gangwan-01", due_at=at(60), count_at=at(1))
    kept = MongoStore(database, shape(NOTICES), EVENTS)
    await kept.prepare()
    views = Views({NOTICES.name: kept})
    for subject, events in {"gn-1": (queued, sent), "gn-2": (queued,)}.items():
        for seq, event in enumerate(events, 1):
            await views.hear(told(event, seq, subject=subject))
    return kept


async def test_every_outlet_is_told_once_without_a_typed_word_and_what_it_refuses_is_shown(
    vendor: Vendor, mongo_url: str, namespace: str
):
    async with AsyncMongoClient[dict[str, Any]](mongo_url, tz_aware=True) as client:
        three = outlets(vendor.base)
        city = read_city(read_folder(Path("deploy/city/demo")))
        out = Outbound(
            [three["wecom"], three["feishu"]],
            await sent_out(client[namespace]),
            *(client[namespace], city, lambda: datetime.now(UTC)),
            pace=0,
        )
        await out.prepare()
        vendor.answers = [(200, {"errcode": 45009}), (200, {"errcode": 0}), (200, {"code": 19021})]

        for outlet in (*out.outlets, *out.outlets):
            await out.once(outlet)

        states = {one.name: (one.sent, one.failed, one.error) for one in await out.told()}
        await client.drop_database(namespace)
    assert len(vendor.asked) == 3
    assert states == {"wecom": (1, 0, None), "feishu": (0, 1, "19021")}
    assert "望海社区群" in vendor.asked[0]["body"]["text"]["content"]
    assert all("王五" not in str(one["body"]) for one in vendor.asked)
