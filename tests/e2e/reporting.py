"""Chapter 1: a resident reports, the grid sorts, the community endorses, the street whistles."""

from io import BytesIO

from PIL import Image, ImageDraw

from tests.e2e.telling import Telling, must


def photo() -> bytes:
    """A drawn photo of a wall across a lane, with a camera's metadata for the gateway to strip."""
    picture = Image.new("RGB", (1280, 960), "#9fb8c8")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 520, 1280, 960), fill="#6f6f6f")
    for n in range(14):
        draw.rectangle((60 + n * 85, 430 + n % 3 * 60, 150 + n * 85, 560 + n % 3 * 60), "#a0522d")
    exif = Image.Exif()
    exif[0x010F] = "somebody's camera"
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


async def report(t: Telling) -> None:
    """The resident reports with a photo, and sees a number at once."""
    resident = await t.enter(t.cast.resident)
    t.photo = await resident.upload(photo(), "wall.jpg")
    body = {
        "text": "院墙倒塌，砖石堵住了消防通道，车辆无法通行。",
        "category": t.cast.category,
        "point": t.cast.point,
        "address": "海川区示范小区 3 号楼东侧消防通道",
        "photos": [t.photo],
    }
    answer = await resident.post("/cases", body)
    t.case = answer["id"]
    case = await resident.until(f"/cases/{t.case}", lambda c: c["stage"] == "reported")
    kept = await resident.download(t.photo)
    must(b"somebody's camera" not in kept, "the photo's metadata was stripped")
    must(case["next"]["by"], "the resident is told what happens next and by when")
    t.timeline.seen(
        t.cast.resident,
        f"反映院墙倒塌并附照片，编号 {answer['number']}，下一步：{case['next']['what_zh']}",
        f"reports a collapsed wall with a photo; next: {case['next']['what_en']}",
    )


async def sort(t: Telling) -> None:
    """The grid worker's own list shows it; they sort it."""
    worker = await t.enter(t.cast.grid_worker)
    listed = await worker.until(
        "/cases?stage=reported&limit=50", lambda page: any(c["id"] == t.case for c in page["items"])
    )
    must(listed, "the case is in the grid worker's list")
    await worker.post(
        f"/cases/{t.case}/sort",
        {
            "category": t.cast.category,
            "urgency": "urgent",
            "sphere": "public",
            "level": "street",
            "crosses": True,
        },
    )
    resident = await t.enter(t.cast.resident)
    await resident.hears("case.sorted", t.case)
    t.timeline.seen(
        t.cast.grid_worker,
        "定性：公家事、急事、跨部门；居民手机上已看到",
        "sorts it: public, urgent, crosses departments; the resident's phone shows it",
    )


async def whistle(t: Telling) -> None:
    """The grid calls, the community endorses, the commander whistles four departments."""
    worker = await t.enter(t.cast.grid_worker)
    four = t.cast.departments[:4]
    draft = await worker.post(
        "/whistles",
        {
            "kind": "DEMAND",
            "problems": [
                {"text": "院墙倒塌堵塞消防通道", "category": t.cast.category, "case_id": t.case}
            ],
            "responders": [{"department": id, "lead": n == 0} for n, id in enumerate(four)],
            "point": t.cast.point,
            "address": "海川区示范小区 3 号楼东侧消防通道",
            "reason": "涉及拆除、清运、消防与管线，社区无力处置",
            "tried": "社区两次劝离无效；街道综合执法队到场，无拆除和管线职权",
        },
    )
    t.whistle = draft["id"]
    secretary = await t.enter(t.cast.secretary)
    await secretary.until(f"/whistles/{t.whistle}", lambda w: w["stage"] == "draft")
    opinion = "情况属实，建议吹哨"
    await secretary.post(f"/whistles/{t.whistle}/endorse", {"opinion": opinion})
    commander = await t.enter(t.cast.commander)
    await commander.until(
        f"/whistles/{t.whistle}", lambda w: w["stage"] == "endorsed" and w["opinion"] == opinion
    )
    t.timeline.seen(t.cast.secretary, "社区核实并签署意见", "the community endorses the call")
    await raise_it(t)


async def raise_it(t: Telling) -> None:
    """The commander approves and sees the four called; each liaison's phone rings."""
    commander = await t.enter(t.cast.commander)
    people = [await t.liaison(id) for id in t.cast.departments[:4]]
    await commander.post(f"/whistles/{t.whistle}/approve", {})
    seen = await commander.until(f"/whistles/{t.whistle}", lambda w: len(w["calls"]) == 4)
    t.tasks = {call["department"]: call["task_id"] for call in seen["calls"]}
    for department, liaison in zip(t.cast.departments[:4], people, strict=True):
        await liaison.hears("task.notified", t.tasks[department])
    leads = [call["department"] for call in seen["calls"] if call["lead"]]
    must(leads == [t.cast.departments[0]], "exactly one department leads")
    t.timeline.seen(
        t.cast.commander,
        f"吹哨 {seen['number']}：四个部门被点名（一牵头三协办），四部手机已响",
        "whistles four departments, one leading; all four phones have rung",
    )
