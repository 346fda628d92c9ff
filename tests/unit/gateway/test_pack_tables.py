"""Every table a pack may have can be imported: each row told of, the good ones in, none lost."""

import csv
from io import StringIO
from pathlib import Path
from typing import get_args

import pytest

from contracts.city import read_city
from contracts.city.comparison import named_by
from contracts.city.reading import source
from contracts.city.tables import TABLES, columns
from contracts.commands.importing import SheetRow, Unfit
from contracts.refusals import NotSo
from gateway.pack_imports import Table, report, sifted, tried
from gateway.pack_merge import merge
from gateway.sheets import read_sheet
from tests.unit.contracts.city_files import SMALL

ROWS = {
    "assignments": (
        "head,head-chengguan,chengguan,2026-01-01,",
        "head,nobody,chengguan,,",
    ),
    "calendar": ("region,2026-12-24,HOLIDAY,1,区政府通知,yes", "region,someday,HOLIDAY,1,x,yes"),
    "categories": (
        "P0101,GBT30428,part,上水井盖,Water manhole cover,L3,3 wd,ordinary,public,no,,",
        "P0198,GBT30428,part,新井盖,New cover,L99,2 wd,ordinary,public,no,,",
    ),
    "compounds": (
        "xq-new,望海新居,gangwan-01,gangwan-01-01,company,wuye-bilan,2021-03-01,,"
        "yewei-gangwan-01-01,community,123.0,30.0",
        "xq-bad,望海新居,nowhere,,castle,,2021-03-01,,,community,123.0,30.0",
    ),
    "duties": ("R02,gangwan,sifa,@community,grid,试点", "R03,*,@community,,community,"),
    "errands": (
        "listening,secretary-01,firm,gangwan-01-01,新店,新街一号,123.0,30.0",
        "sleeping,secretary-01,firm,gangwan-01-01,旧店,旧街一号,123.0,30.0",
    ),
    "grids": ("gangwan-01-01,general,,420,party;order", "nowhere,general,,420,"),
    "groups": (
        "g-gangwan-01,2,gangwan-01,新群名,secretary-01,g-gangwan,officer-01",
        "g-new,9,gangwan-01,新群,secretary-01,g-gangwan,",
    ),
    "jurisdictions": (
        "R05,community,2026-01-01,,ours：试点",
        "X99,community,2026-01-01,,ours：试点",
    ),
    "lines": ("green,绿化,Greening,chengguan", "blue,蓝,Blue,nobody"),
    "members": ("member-01,in_service,p-binhe-01,", "member-01,in_service,p-nowhere,"),
    "organisations": (
        "shuiwu,department,区水务管理局,region,,",
        "new-ju,castle,新局,region,,",
    ),
    "partners": ("xuexiao,binhe-01,2026-01-01,", "xuexiao,nowhere,2026-01-01,"),
    "party": (
        "p-gangwan-01,community_organisation,新党委,p-gangwan,gangwan-01,,secretary-01",
        "p-bad,castle,新楼党小组,p-gangwan-01,gangwan-01-01,,member-01",
    ),
    "people": ("grid-new,云帆,grid_worker,gangwan-01-01", "x-2,云帆,grid_worker,nowhere"),
    "powers": (
        "greening,绿化建议权,Advice on greening,ours,,*,,",
        "bad,绿化建议权,Advice on greening,ours,,nowhere,,",
    ),
    "premises": (
        "b-new,building,99号楼,gangwan-01-01,,",
        "b-bad,castle,99号楼,gangwan-01-01,,",
    ),
    "professions": ("mediator-lawyer,lawyer,binhe-01", "officer-01,poet,"),
    "roster": ("gangwan-01,window,officer-01,7,08:00-09:00", "gangwan-01,window,nobody,7,x"),
    "seats": ("p-gangwan-big,yiyuan,unit,2026-01-01,", "p-nowhere,yiyuan,unit,2026-01-01,"),
    "standards": (
        "P0137-9,P0137,灯罩破损,A broken shade,3 wd,已更换,Replaced,no,no,,ours",
        "P0137-8,X99,灯罩破损,A broken shade,3 wd,已更换,Replaced,perhaps,no,,ours",
    ),
    "stations": (
        "st-new,station,新站,gangwan-01,centre-gangwan-01,service,",
        "st-bad,castle,新站,gangwan-01,centre-gangwan-01,service,",
    ),
    "street_duties": ("green,绿化,Greening,yes,,", "blue,蓝,Blue,no,,"),
    "territories": (
        "gangwan-01,community,望海新社区,gangwan,990101001001,urban",
        "gangwan-77,community,空社区,nowhere,990101001077,urban",
    ),
    "traits": ("gangwan-01,garrison", "nowhere,garrison"),
}
"""Of each table a row that can go in, and one that cannot."""

FILES = {f"{name}.csv" for name in TABLES}


def cells(row: str) -> list[str]:
    return next(csv.reader(StringIO(row)))


def sheet(table: str, *rows: str) -> tuple[SheetRow, ...]:
    """The rows as an uploaded file brings them."""
    return read_sheet("\n".join((",".join(columns(table)), *rows, "")).encode())


def lines(text: str) -> list[list[str]]:
    """The rows of a table, blank cells at their ends left out."""
    return [cut(line) for line in csv.reader(StringIO(text)) if line]


def cut(line: list[str]) -> list[str]:
    return cut(line[:-1]) if line and not line[-1] else line


def test_no_table_of_a_pack_is_without_its_import():
    known = {value for name, value in vars(source).items() if name.isupper()}
    demo = {path.name for path in Path("deploy/city/demo").glob("*.csv")}

    assert {name for name in known if name.endswith(".csv")} == FILES
    assert demo == {name for name in SMALL if name.endswith(".csv")} == FILES
    assert set(get_args(Table)) == set(TABLES) == set(ROWS)


@pytest.mark.parametrize("table", TABLES)
def test_the_columns_are_those_of_the_pack(table):
    for header in (
        SMALL[f"{table}.csv"].splitlines()[0],
        Path(f"deploy/city/demo/{table}.csv").read_text().splitlines()[0],
    ):
        assert tuple(header.split(",")) == columns(table)


@pytest.mark.parametrize("table", TABLES)
def test_a_good_row_goes_in_and_every_other_row_stays(table):
    good, _ = ROWS[table]
    before = lines(SMALL[f"{table}.csv"])

    merged, others = tried(f"{table}.csv", SMALL, sheet(table, good))

    told = report(table, True, sheet(table, good), merged, others)
    assert (told.rows, told.refused, told.others) == (1, 0, ())
    assert told.new + told.changed == 1
    after = lines(merged.text)
    assert cut(cells(good)) in after
    assert len([line for line in before if line not in after]) == told.changed
    assert len(after) == len(before) + told.new
    assert read_city({**SMALL, f"{table}.csv": merged.text})


@pytest.mark.mechanism(63)
def test_a_new_class_comes_in_after_its_standard_and_not_before():
    new = sheet("categories", "P0199,GBT30428,part,新井盖,New cover,L3,2 wd,ordinary,public,no,,")
    usual = sheet("standards", "P0199-1,P0199,破损,Broken,,已更换,Replaced,no,no,,ours")

    early, _ = tried("categories.csv", SMALL, new)
    first, others = tried("standards.csv", SMALL, usual)
    bound, after = tried("categories.csv", {**SMALL, "standards.csv": first.text}, new)

    assert [fault.code for faults in early.faults.values() for fault in faults] == ["no_standard"]
    assert not others
    assert [one.code for one in read_city({**SMALL, "standards.csv": first.text}).warnings] == [
        "no_class_yet"
    ]
    assert not after
    assert not any(bound.faults.values())


@pytest.mark.parametrize("table", TABLES)
def test_of_mixed_rows_each_is_told_of_and_none_is_lost(table):
    good, bad = ROWS[table]
    rows = sheet(table, good, bad, "", good)

    merged, others = tried(f"{table}.csv", SMALL, rows)
    told = report(table, True, rows, merged, others)

    assert [(one.row, one.outcome == "refused") for one in told.lines] == [
        (2, False),
        (3, True),
        (5, True),
    ]
    assert told.lines[1].faults
    assert next(fault.code for fault in told.lines[2].faults) == "duplicate"
    assert told.new + told.changed + told.same + told.refused == told.rows == 3


@pytest.mark.parametrize("table", sorted(set(TABLES) - {"people", "territories", "organisations"}))
def test_a_table_the_pack_does_not_have_begins_with_its_columns(table):
    merged = merge(f"{table}.csv", "", sheet(table, ROWS[table][0]))

    assert lines(merged.text) == [list(columns(table)), cut(cells(ROWS[table][0]))]
    assert merged.outcomes == {2: "new"}


def test_a_column_that_the_pack_left_out_comes_with_the_first_row_that_fills_it():
    older = "\n".join(line.rsplit(",", 2)[0] for line in SMALL["partners.csv"].splitlines())

    merged = merge("partners.csv", older, sheet("partners", "xuexiao,binhe-01,2026-01-01,"))

    assert merged.header == ["unit", "community", "from"]
    assert {len(line) for line in merged.lines} == {3}


def test_a_column_that_no_such_table_has_is_named():
    rows = read_sheet(b"id,colour\nx,red\n")

    with pytest.raises(NotSo) as refused:
        merge("territories.csv", SMALL["territories.csv"], rows)

    assert refused.value.facts["names"] == "colour"


@pytest.mark.parametrize("table", TABLES)
def test_what_names_a_row_names_no_other_so_no_import_overwrites_a_neighbour(table):
    text = Path(f"deploy/city/demo/{table}.csv").read_text()
    names = [tuple(line[: named_by(f"{table}.csv")]) for line in csv.reader(StringIO(text))]

    assert len(set(names)) == len(names)


def test_a_column_the_file_does_not_have_keeps_what_the_pack_says():
    kept = "id,kind,name,calendar,territory,branch\nwuye,property,碧澜物业,region,,yes\n"

    merged = merge("organisations.csv", kept, read_sheet("id,name\nwuye,新物业\n".encode()))
    blank = merge("organisations.csv", kept, read_sheet(b"id,branch,name\nwuye,,x\n"))

    assert merged.lines == [["wuye", "property", "新物业", "region", "", "yes"]]
    assert merged.outcomes == {2: "changed"}
    assert blank.lines == [["wuye", "property", "x", "region", "", ""]]


@pytest.mark.parametrize("unfit", list(Unfit))
def test_a_row_that_was_not_read_whole_is_refused_with_its_reason(unfit):
    rows = [one.model_copy(update={"unfit": unfit}) for one in sheet("traits", ROWS["traits"][0])]

    told = report("traits", True, rows, *tried("traits.csv", SMALL, rows))

    assert [(one.outcome, [why.code for why in one.faults]) for one in told.lines] == [
        ("refused", [unfit])
    ]
    assert told.lines[0].faults[0].reason_zh


def test_a_fault_is_told_by_its_row_in_the_file():
    told = report("traits", True, rows := sheet("traits", "x,y"), *tried("traits.csv", SMALL, rows))

    assert {(one.row, why.row) for one in told.lines for why in one.faults} == {(2, 2)}


def test_what_stands_on_a_bad_row_is_left_out_with_it_and_both_are_told_of():
    rows = sheet(
        "premises",
        "b-good,building,1号楼,gangwan-01-01,,",
        "b-bad,building,2号楼,gangwan-01-01,,",
        "u-on-it,unit,1单元,b-bad,,",
    )
    rows = [rows[0], rows[1].model_copy(update={"unfit": Unfit.EXTRA_CELLS}), rows[2]]

    merged, others = sifted("premises.csv", SMALL, rows)
    told = report("premises", False, rows, merged, others)

    assert [one.outcome for one in told.lines] == ["new", "refused", "refused"]
    assert told.lines[2].faults[0].code == "unknown"
    assert others == []
    assert "b-good" in merged.text
    assert "u-on-it" not in merged.text
    assert read_city({**SMALL, "premises.csv": merged.text})
