"""A community asks its residents; what one of them needs comes to the need list (row 30)."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tests.clients import Facts, House, Problem
from tests.journeys.test_helping import here

LACKING: Facts = {
    "id": "lacking",
    "text": "社区最缺什么？",
    "kind": "several",
    "options": [{"id": "canteen", "label": "食堂"}, {"id": "shade", "label": "遮阳棚"}],
}
WISH: Facts = {"id": "wish", "text": "您还需要什么？", "kind": "words", "required": False}
CLOSES = 6.0
"""Seconds until the clock closes it."""


def sheet(*more: Facts, **shared: str) -> Facts:
    """One resident's answers."""
    return {"answers": [{"question": "lacking", "options": ["canteen"]}, *more], **shared}


@pytest.mark.mechanism(30)
async def test_residents_answer_once_and_unnamed_and_a_need_is_listed(house: House):
    officer, resident = await house.enter("officer-01"), await house.enter("resident-1")
    neighbour, stranger = await house.enter("resident-2"), await house.enter("resident-12")
    wish = f"想要送餐上门 {uuid4()}"
    closes_at = (datetime.now(UTC) + timedelta(seconds=CLOSES)).isoformat()
    told = {"title": "您缺什么", "questions": [LACKING, WISH], **here(), "closes_at": closes_at}
    path = f"/questionnaires/{(await officer.post('/questionnaires', told))['id']}"
    await officer.post(f"{path}/open", {})
    await resident.until(path, lambda one: one["stage"] == "open")

    need = {"question": "wish", "text": wish, "need": True}
    await resident.post(f"{path}/answer", sheet(need))
    await neighbour.post(f"{path}/answer", sheet(sharing="named"))
    with pytest.raises(Problem) as twice:
        await resident.post(f"{path}/answer", sheet(sharing="words"))
    with pytest.raises(Problem) as elsewhere:
        await stranger.post(f"{path}/answer", sheet())

    assert (twice.value.code, elsewhere.value.code) == ("answered_already", "not_of_this_community")
    page = await officer.until(
        "/needs", lambda page: [one for one in page["items"] if one["text"] == wish]
    )
    listed = next(one for one in page["items"] if one["text"] == wish)
    assert (listed["stage"], f"/questionnaires/{listed['questionnaire_id']}") == ("open", path)
    seen = await resident.until(path, lambda one: one["stage"] == "closed")
    assert seen["tallies"][0] == {"question": "lacking", "answered": 2, "chosen": [2, 0]}
    ours = str(await officer.get(path)) + str(await officer.get(f"/needs/{listed['id']}"))
    assert "resident-1" not in ours
