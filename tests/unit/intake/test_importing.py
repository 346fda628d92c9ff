"""Many at once: a hotline's file row by row, the minutes of a meeting, and what became of all."""

from datetime import date, timedelta

import pytest

from contracts.channels import Origin
from contracts.commands import case as ask
from contracts.commands.importing import HotlineRows, SheetRow, Unfit
from contracts.commands.telling import Minutes
from contracts.words import Channel
from services.intake import core
from services.intake.handlers import Importing
from services.intake.store import Asked, MemoryTally
from tests.unit.intake.builders import NOON, OFFICER, POINT, SETTLE, report
from tests.unit.intake.office import Office
from tests.unit.intake.towns import OPERATOR, town

HOUR = timedelta(hours=1)
GUESSING = town(one_tap_category="lamp")
GOOD = {
    "工单编号": "HC-1",
    "诉求类型": "投诉",
    "诉求内容": "路灯不亮",
    "类别": "lamp",
    "诉求人": "张三",
    "联系电话": "13812345678",
    "地址": "1 Lamp Road",
    "经度": "120.0",
    "纬度": "30.0",
    "办理时限": "2026-01-05 20:00",
    "直派": "否",
}


def sheet(*rows, dry_run=False):
    """Rows of a file; the header is row 1."""
    numbered = [{"row": n, "cells": cells} for n, cells in enumerate(rows, 2)]
    return HotlineRows(rows=tuple(numbered), dry_run=dry_run)


async def imported(office, *rows, dry_run=False):
    """What becomes of these rows."""
    return await Importing(office.desk).hotline(sheet(*rows, dry_run=dry_run), OPERATOR, office.now)


def core_sort(**found):
    """A sorting to the community."""
    return ask.Sort(level="community", **found)


BAD = [
    ({"诉求类型": "闲聊"}, "kind"),
    ({"经度": "east"}, "point.lng"),
    ({"办理时限": "soon"}, "due_at"),
    ({"直派": "maybe"}, "direct"),
    ({"诉求内容": " "}, "text"),
    ({"工单编号": "HC 1"}, "external"),
]


@pytest.mark.mechanism(25)
@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize(("wrong", "field"), BAD)
async def test_a_bad_row_is_named_and_harms_no_other(wrong, field, dry_run):
    office = Office(GUESSING)

    told = await imported(office, {**GOOD, **wrong}, {**GOOD, "工单编号": "HC-2"}, dry_run=dry_run)

    bad, good = told.lines
    assert (bad.row, bad.outcome, bad.field) == (2, "refused", field)
    assert bad.reason_zh
    assert bad.reason_en
    assert (good.row, good.outcome) == (3, "new")
    assert (told.rows, told.new, told.refused) == (2, 1, 1)


@pytest.mark.mechanism(25)
@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize("unfit", list(Unfit))
async def test_a_row_that_was_not_read_whole_is_refused_and_named(unfit, dry_run):
    office = Office(GUESSING)
    rows = SheetRow(row=2, cells=GOOD, unfit=unfit), SheetRow(row=3, cells=GOOD)

    asked = HotlineRows(rows=rows, dry_run=dry_run)
    told = await Importing(office.desk).hotline(asked, OPERATOR, office.now)

    assert [(one.outcome, one.code, one.external) for one in told.lines] == [
        ("refused", unfit, "HC-1"),
        ("new", None, "HC-1"),
    ]


@pytest.mark.mechanism(25)
async def test_two_columns_that_mean_the_same_and_differ_are_not_chosen_between():
    office = Office(GUESSING)
    same = {**GOOD, "工单编号": "HC-2", "电话": GOOD["联系电话"]}

    told = await imported(office, {**GOOD, "电话": "13900000000"}, same)

    bad, good = told.lines
    assert (bad.code, bad.field, good.outcome) == ("two_columns", "phone", "new")
    assert "联系电话, 电话" in bad.reason_zh


@pytest.mark.mechanism(25)
async def test_columns_that_mean_nothing_to_us_are_told_of_when_they_hold_something():
    office = Office(GUESSING)

    told = await imported(office, {**GOOD, "满意度": "差", "备注": " "}, {**GOOD, "是否保密": "是"})

    assert told.unread == ("满意度",)


@pytest.mark.mechanism(25)
@pytest.mark.parametrize(
    ("wrong", "zh"),
    [
        ({"诉求类型": "闲聊"}, "“诉求类型”填写有误：只能选：咨询、求助"),
        ({"办理时限": "13812345678"}, "“办理时限”填写有误：应如 2026-11-22 18:00"),
        ({"直派": "maybe"}, "“直派”填写有误：只能填：是、否"),
        ({"经度": "13812345678x"}, "“经度”填写有误：应为数字"),
        ({"工单编号": "HC 1"}, "“工单编号”填写有误：格式不对"),
        ({"诉求内容": ""}, "“诉求内容”填写有误：必填"),
    ],
)
async def test_a_bad_cell_is_told_by_its_column_in_the_readers_words_and_not_repeated(wrong, zh):
    (line,) = (await imported(Office(GUESSING), {**GOOD, **wrong})).lines

    assert line.reason_zh.startswith(zh)
    assert "13812345678" not in line.reason_zh + line.reason_en


@pytest.mark.mechanism(25)
async def test_a_dry_run_says_it_all_and_stores_nothing():
    office = Office(GUESSING)

    told = await imported(office, GOOD, GOOD, dry_run=True)

    assert [line.outcome for line in told.lines] == ["new", "known"]
    assert office.said == []


@pytest.mark.mechanism(25)
async def test_the_same_file_again_changes_nothing():
    office = Office(GUESSING)
    first = await imported(office, GOOD)
    before = len(office.said)

    again = await imported(office, GOOD)

    assert [line.outcome for line in again.lines] == ["known"]
    assert again.lines[0].id == first.lines[0].id
    assert len(office.said) == before
    changed = await imported(office, {**GOOD, "诉求内容": "两盏灯不亮"})
    assert [line.outcome for line in changed.lines] == ["changed"]


@pytest.mark.mechanism(25)
async def test_a_row_keeps_who_called_and_what_was_promised():
    office = Office(GUESSING)

    (line,) = (await imported(office, GOOD)).lines
    kept = await office.case(line.id)

    assert (kept.on_behalf_of.name, kept.on_behalf_of.phone) == ("张三", "13812345678")
    assert kept.order.due_at.isoformat() == "2026-01-05T12:00:00+00:00"
    assert line.number == kept.number


@pytest.mark.mechanism(228)
async def test_every_matter_in_the_minutes_becomes_a_case_once():
    office = Office(GUESSING)
    matters = [
        {"text": text, "category": category, "point": POINT, "address": "1 Lamp Road"}
        for text, category in (("Lamps", "lamp"), ("Pipes", "pipe"), ("Odd", "ufo"))
    ]
    minutes = Minutes(title="民情恳谈会", held_on=date(2026, 1, 4), matters=tuple(matters))

    first = await Importing(office.desk).minutes(minutes, OFFICER, office.now)
    again = await Importing(office.desk).minutes(minutes, OFFICER, office.now)

    assert [line.outcome for line in first.lines] == ["new", "new", "refused"]
    assert [line.outcome for line in again.lines] == ["known", "known", "refused"]
    kept = await office.case(first.lines[0].id)
    assert (kept.channel, kept.origin) == (Channel.TALK_MEETING, Origin.PROACTIVE)
    assert office.said[0].data.source == "2026-01-04 民情恳谈会"


async def reckoned(office, street=None):
    """What became of everything."""
    asked = Asked(NOON - HOUR, NOON + HOUR, (street,) if street else None)
    counts = await MemoryTally(office.cases).count(asked)
    return core.reconciled(counts, asked.since, asked.until, street)


@pytest.mark.mechanism(26, 72, 64, 68)
async def test_everything_taken_in_has_one_outcome_and_nothing_is_lost():
    office = Office(GUESSING)
    told = [
        await office.report(f"k{n}", told=report(category=category, text=f"No {n}"))
        for n, category in enumerate(("lamp", "pipe", "gas", "noise"))
    ]
    answered, refused, transferred, settled = told
    await office.ask(answered.id, ask.Answer(text="Tonight"))
    await office.ask(refused.id, ask.Refuse(reason="Private", pointer="The owner"))
    await office.ask(transferred.id, ask.Transfer(department="water"))
    sorting = {"category": "noise", "urgency": "ordinary", "sphere": "shared"}
    await office.ask(settled.id, core_sort(**sorting))
    await office.ask(settled.id, SETTLE, OFFICER)

    report_ = await reckoned(office)

    assert report_.total == 4
    assert {name: n for name, n in report_.outcomes.items() if n} == {
        "open": 2,
        "not_accepted": 1,
        "transferred": 1,
    }
    assert (report_.unaccounted, report_.without_owner) == (0, 0)
    assert (report_.answered_on_the_spot, report_.share_on_the_spot) == (1, 0.25)
    assert report_.by_channel == {"app": 4}
    assert (await reckoned(office, "s2")).total == 0


async def test_nothing_to_count_is_no_share():
    assert (await reckoned(Office(GUESSING))).share_on_the_spot is None
