"""Chapter 5: every department is judged, one appeals; the resident is told and called back."""

from tests.e2e.counting import called_back, grew, whistled
from tests.e2e.telling import Telling, must


async def assess(t: Telling) -> None:
    """The street judges each; one appeals; somebody else rules."""
    commander = await t.enter(t.cast.commander)
    weights = t.cast.city.scoring.weights
    for department in t.now_called:
        await commander.until(
            f"/whistles/{t.whistle}", lambda w, d=department: d in _departments(w)
        )
        shares = dict.fromkeys(weights, 0.9)
        await commander.post(
            f"/whistles/{t.whistle}/assessments",
            {"task_id": t.tasks[department], "shares": shares, "comment": "到场及时"},
        )
    appellant = t.now_called[1]
    liaison = await t.liaison(appellant)
    mark = f"as-{t.tasks[appellant]}"
    await liaison.hears("assessment.scored", mark)
    await liaison.post(f"/assessments/{mark}/appeal", {"reason": "返工系雨天导致，请复核"})
    district = await t.enter(t.cast.district)
    await district.hears("assessment.appealed", mark)
    t.timeline.seen(
        t.cast.liaison(appellant), "四家均已评价，一家申诉", "all four are judged; one appeals"
    )
    await district.post(
        f"/assessments/{mark}/rule", {"outcome": "upheld", "reason": "返工属实，维持原评分"}
    )
    await liaison.hears("assessment.ruled", mark)
    t.timeline.seen(t.cast.district, "由另一人裁定：维持", "a second person rules: upheld")


def _departments(whistle: dict) -> set[str]:
    return {mark["department"] for mark in whistle["assessments"]}


async def tell(t: Telling) -> None:
    """The resident is told, agrees, and is called back."""
    commander = await t.enter(t.cast.commander)
    resident = await t.enter(t.cast.resident)
    await commander.post(
        f"/cases/{t.case}/feed-back", {"text": "危墙已拆，通道已畅通，感谢您的反映。"}
    )
    told = await resident.hears("case.fed_back", t.case)
    must(told, "the resident is told")
    await resident.post(f"/cases/{t.case}/confirm", {})
    evaluator = await t.enter(t.cast.evaluator)
    await evaluator.until(
        "/call-backs", lambda page: any(c["case_id"] == t.case for c in page["items"])
    )
    await evaluator.post(
        f"/cases/{t.case}/call-back",
        {
            "reached": True,
            "contacted": True,
            "solved": True,
            "satisfaction": "satisfied",
            "words": "很快，很满意",
        },
    )
    await resident.until(f"/cases/{t.case}", lambda c: c["stage"] == "closed")
    t.timeline.seen(
        t.cast.resident,
        "收到反馈并认可；回访：已解决、满意；事项办结",
        "is told, agrees, is called back: solved and satisfied; the case is closed",
    )
    await commander.until(f"/whistles/{t.whistle}", lambda w: w["stage"] == "assessed")
    await commander.post(f"/whistles/{t.whistle}/close", {})
    await commander.until(f"/whistles/{t.whistle}", lambda w: w["stage"] == "closed")
    t.timeline.seen(t.cast.commander, "哨单归档", "closes the file")


async def month(t: Telling) -> None:
    """The boards of the month have counted this very story, and the audit log holds."""
    evaluator = await t.enter(t.cast.evaluator)
    street = (t.cast.street,)
    for path, field, units in (
        (whistled("departments"), "whistles", t.now_called),
        (whistled("streets"), "whistles", street),
        (called_back(t), "asked", street),
    ):
        board = await evaluator.until(path, grew(t, path, field, units))
    row = next(row for row in board["rows"] if row["id"] == t.cast.street)
    must(row["rates"]["solution"]["of"] >= 1, "the three rates show their base")
    t.timeline.seen(
        t.cast.evaluator,
        f"{board['period']} 月榜：四家部门与本街道均增一哨，三率已含本次回访",
        "the boards of the month count one more whistle of each, and the street's call-back",
    )
    auditor = await t.enter(t.cast.auditor)
    log = await auditor.get("/audit/verify")
    must(log["holds"] and log["entries"] > 0, f"the audit log holds: {log}")
    t.timeline.seen(
        t.cast.auditor,
        f"审计链完整，共 {log['entries']} 条",
        f"the audit chain holds, {log['entries']} entries",
    )
