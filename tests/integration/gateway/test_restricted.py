"""A restricted case is for whoever holds it, and those above: by every way there is to it."""

from contracts.events import EVENTS
from contracts.events import case as c
from contracts.words import Level, Owner
from gateway.present.withheld import WITHHELD
from tests.integration.gateway.house import House
from tests.integration.gateway.seeds import COMMUNITY, STREET, Matter
from tests.integration.gateway.test_photos import photo, upload
from tests.integration.gateway.test_stream import phone
from tests.unit.gateway import builders as b
from tests.unit.gateway.builders import sampled

PRIVATE, OPEN = "R03", "P0101"
SECRET = "夫妻打架，13812345678"


def escalated(matter: Matter):
    owner = Owner(level=Level.COMMUNITY, at=COMMUNITY)
    event = c.CaseEscalated(owner=owner, due_at=b.at(9), from_level=Level.GRID, reason="上报")
    return matter.said(matter.case, event)


async def statuses(house: House, path: str, *accounts: str) -> list[int]:
    return [(await (await house.enter(one)).get(path)).status for one in accounts]


async def texts(house: House, matter: Matter, *accounts: str) -> list[bool]:
    """Whether each reads what the case says: in the view, and in their list alike."""
    found: list[bool] = []
    for account in accounts:
        reader = await house.enter(account)
        view = (await reader.get(f"/cases/{matter.case}")).json
        rows = (await reader.get(f"/cases?number=C-{matter.case}")).json["items"]
        assert [row["text"] for row in rows] == [view["text"]]
        assert view["text"] in (SECRET.replace("13812345678", "138****5678"), WITHHELD.zh)
        found.append(view["text"] != WITHHELD.zh)
    return found


async def test_its_photo_is_shown_by_the_rule_of_its_view(house: House):
    shown, hidden, both = [], [], ("grid-0101", "officer-01", "commander-gangwan", "auditor")
    for category, answers in ((OPEN, shown), (PRIVATE, hidden)):
        matter = Matter(f"photo-{category}")
        resident = await house.enter("resident-1")
        id = (await upload(resident, photo(), key=f"photo-{category}")).json["id"]
        await house.hears(matter.reported(category=category, photos=(id,)))
        answers.append(await statuses(house, f"/files/{id}", *both))
        await house.hears(escalated(matter))
        answers.append(await statuses(house, f"/files/{id}", *both))
        await house.hears(matter.whistled())
        answers.append(await statuses(house, f"/files/{id}", *both, "resident-1", "resident-2"))

    assert shown == [[200] * 4, [200] * 4, [200] * 5 + [404]]
    assert hidden == [[200] * 4, [404, 200, 200, 200], [404, 404, 200, 200, 200, 404]]


async def test_a_called_department_sees_its_photo_and_the_grid_that_lost_it_not(house: House):
    matter = Matter("called-private")
    resident = await house.enter("resident-1")
    id = (await upload(resident, photo(), key="called-private")).json["id"]
    await house.hears(matter.reported(category=PRIVATE, photos=(id,)))
    await house.hears(matter.whistled(), *matter.raised(), matter.notified())

    found = await statuses(house, f"/files/{id}", "liaison-chengguan", "officer-01", "grid-0101")

    assert found == [200, 404, 404]


async def test_the_stream_tells_of_it_only_those_who_have_a_part_in_it(house: House):
    private, usual = Matter("told-private"), Matter("told-usual")
    async with phone(house, "officer-01") as officer, phone(house, "commander-gangwan") as street:
        await house.hears(private.reported(category=PRIVATE), usual.reported())
        await officer.rests(house)
        await house.hears(private.whistled(), usual.whistled())
        await house.hears(private.said(private.case, c.CaseHurried()))
        await officer.rests(house)
        await street.rests(house)

        assert officer.types(private.case) == ["case.reported"]
        assert officer.types(usual.case) == ["case.reported", "case.whistled"]
        assert street.types(private.case) == ["case.reported", "case.whistled", "case.hurried"]


async def test_a_case_that_becomes_a_private_one_is_told_no_further_from_then_on(house: House):
    matter = Matter("sorted-private")
    owner = {"owner": Owner(level=Level.STREET, at=STREET), "category": PRIVATE}
    sorted_out = sampled(EVENTS["case.sorted"]).model_copy(update=owner)
    async with phone(house, "officer-01") as officer, phone(house, "resident-1") as resident:
        await house.hears(matter.reported())
        await officer.rests(house)
        await house.hears(matter.said(matter.case, sorted_out))
        await officer.rests(house)
        await resident.rests(house)

        assert officer.types(matter.case) == ["case.reported"]
        assert resident.types(matter.case) == ["case.reported", "case.sorted"]


async def test_once_it_is_over_the_post_that_held_it_last_and_those_above_read_it(house: House):
    at_grid, at_street = Matter("over-grid"), Matter("over-street")
    people = ("grid-0101", "officer-01", "commander-gangwan", "auditor")
    for matter in (at_grid, at_street):
        await house.hears(matter.reported(category=PRIVATE, text=SECRET))
    await house.hears(at_grid.said(at_grid.case, c.CaseWithdrawn(reason="不办了")))
    await house.hears(at_street.whistled())
    during = await texts(house, at_street, *people)
    await house.hears(at_street.said(at_street.case, c.CaseClosed()))

    assert await texts(house, at_grid, *people) == [True] * 4
    assert during == [False, False, True, True]
    assert await texts(house, at_street, *people) == [False, False, True, True]


async def test_nobody_without_a_part_in_it_is_told_who_reported_it(house: House):
    matter = Matter("reveal-private")
    await house.hears(matter.reported(category=PRIVATE), matter.whistled())

    asked = {
        one: (await (await house.enter(one)).post(f"/cases/{matter.case}/reveal", {"reason": "x"}))
        for one in ("officer-01", "commander-gangwan")
    }

    assert asked["officer-01"].status == 404
    assert asked["commander-gangwan"].json["reporters"] == ["resident-1"]


async def test_in_a_bundle_it_stays_as_private_as_alone(house: House):
    private, usual = Matter("bundle-private"), Matter("bundle-usual")
    bundled = sampled(EVENTS["case.bundled"]).model_copy(update={"bundle": "bundle-r"})
    await house.hears(private.reported(category=PRIVATE, text=SECRET), private.whistled())
    await house.hears(usual.reported(text="路灯不亮"))
    for one in (private, usual):
        await house.hears(one.said(one.case, bundled))

    officer, street = [
        (await (await house.enter(one)).get("/bundles/bundle-r")).json
        for one in ("officer-01", "commander-gangwan")
    ]

    assert [one["text"] for one in officer["cases"]] == [WITHHELD.zh, "路灯不亮"]
    assert "打架" not in str(officer)
    assert "case.whistled" not in {one["type"] for one in officer["timeline"]}
    assert "case.whistled" in {one["type"] for one in street["timeline"]}


class Private(Matter):
    """A whistle on a restricted case."""

    @property
    def problem(self):
        return super().problem.model_copy(update={"category": PRIVATE, "text": SECRET})


async def test_a_whistle_on_it_says_no_more_to_the_rest_of_the_place_than_the_case(house: House):
    read: dict[str, list[bool]] = {}
    for matter in (Private("wh-private"), Matter("wh-usual")):
        await house.hears(matter.reported(), *matter.raised(), matter.notified())
        for one in ("officer-01", "grid-0101", "commander-gangwan", "liaison-chengguan", "auditor"):
            reader = await house.enter(one)
            view = (await reader.get(f"/whistles/{matter.whistle}")).json
            (row,) = (await reader.get(f"/whistles?number=W-{matter.whistle}")).json["items"]
            said = [view["text"], row["text"], view["problems"][0]["text"], view["reason"]]
            read.setdefault(matter.whistle, []).append(WITHHELD.zh not in said)
            assert len({one == WITHHELD.zh for one in said}) == 1
            assert bool(view["timeline"]) is (WITHHELD.zh not in said)
            assert view["number"] == row["number"] == f"W-{matter.whistle}"

    assert read == {"wh-wh-private": [False, False, True, True, True], "wh-wh-usual": [True] * 5}


async def test_nothing_typed_or_named_is_left_in_the_view_of_who_has_no_part_in_it(house: House):
    matter = Matter("words-private")
    behalf = {"name": "李奶奶", "phone": "13912345678"}
    told = matter.reported(category=PRIVATE, text=SECRET, on_behalf_of=behalf, source="邻居王某")
    helped = sampled(EVENTS["case.self_help_agreed"]).model_copy(update={"plan": "劝和，王某作保"})
    await house.hears(told, matter.said(matter.case, helped), matter.whistled())

    hidden, shown = [
        (await (await house.enter(one)).get(f"/cases/{matter.case}")).body.decode()
        for one in ("officer-01", "commander-gangwan")
    ]

    for word in ("打架", "李", "王某", "139", "劝和", "和平路"):
        assert word not in hidden
    assert "王某作保" in shown
    assert "邻居王某" in shown
