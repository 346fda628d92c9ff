"""Tables people upload, as their spreadsheets write them."""

from io import BytesIO
from zipfile import ZipFile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from contracts.commands.importing import Unfit
from contracts.refusals import NotSo
from gateway.sheets import MOST_ROWS, read_sheet

PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-'
    'types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument'
    '/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet'
    ' name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/'
    '2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def made(*sheets, act=None):
    """An XLSX file with these sheets of rows; `act` does more to the first."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    for number, rows in enumerate(sheets):
        page = book.add_worksheet()
        for n, row in enumerate(rows):
            page.write_row(n, 0, row)
        if act and not number:
            act(page)
    book.close()
    return out.getvalue()


def hidden(*sheets):
    """The same, of which nobody sees the last."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    for rows in sheets:
        page = book.add_worksheet()
        for n, row in enumerate(rows):
            page.write_row(n, 0, row)
    page.hide()
    book.close()
    return out.getvalue()


def workbook(*rows):
    """An XLSX file with these rows; numbers are numbers in it."""

    def cell(value):
        if isinstance(value, str):
            return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
        return f"<c><v>{value}</v></c>"

    lines = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}"><sheetData>{lines}</sheetData></worksheet>'
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        for name, text in {**PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            packed.writestr(name, text)
    return out.getvalue()


@pytest.mark.mechanism(25)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_of_any_spreadsheet_is_read_and_numbered_as_it_shows(encoding):
    rows = read_sheet("编号,内容\nHC-1,路灯\n\nHC-2,井盖\n".encode(encoding))

    assert [(row.row, dict(row.cells)) for row in rows] == [
        (2, {"编号": "HC-1", "内容": "路灯"}),
        (4, {"编号": "HC-2", "内容": "井盖"}),
    ]


@pytest.mark.mechanism(25)
def test_a_workbook_is_read_and_whole_numbers_stay_whole():
    rows = read_sheet(workbook(["编号", "经度", "备注"], [20260001, 120.5, "路灯"]))

    assert [dict(row.cells) for row in rows] == [
        {"编号": "20260001", "经度": "120.5", "备注": "路灯"}
    ]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "no_header"),
        (b"\n1,2\n", "no_header"),
        (b"a,b\n", "no_rows"),
        (b"a,b\n , \n", "no_rows"),
        (b'a,b\n"1,2\n', "not_a_table"),
        (b"PK\x03\x04 but no workbook", "not_a_table"),
        (workbook(["a"])[:-40], "not_a_table"),
        (b"\xff\xfe\xfa\x80\x00", "not_a_table"),
        ("a,b\n1,2\n".encode("utf-16-le"), "not_a_table"),
        (b"a,b,A\n1,2,3\n", "repeated_columns"),
        (",".join(f"c{n}" for n in range(61)).encode() + b"\n1\n", "too_many_columns"),
        (made([["a"], ["1"]], [["a"], ["2"]]), "several_sheets"),
        (made([["a", "b"]], act=lambda p: p.merge_range(1, 0, 2, 0, "1")), "merged_cells"),
        (
            made([["a"]], act=lambda p: p.write_formula(1, 0, "=1/0", None, "#DIV/0!")),
            "failed_formulas",
        ),
        (b"a\n" + b"1\n" * (MOST_ROWS + 1), "too_many_rows"),
    ],
)
def test_what_is_no_table_of_rows_is_refused(body, code):
    with pytest.raises(NotSo, match=code) as refused:
        read_sheet(body)

    assert refused.value.facts["field"] == "file"


@pytest.mark.parametrize("between", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_table_of_any_spreadsheet_is_read_whatever_stands_between_its_cells(encoding, between):
    lines = ("编号", "内容"), ("HC-1", "路灯"), ("HC-2", "")

    rows = read_sheet("\n".join(map(between.join, lines)).encode(encoding))

    assert [dict(row.cells) for row in rows] == [
        {"编号": "HC-1", "内容": "路灯"},
        {"编号": "HC-2", "内容": ""},
    ]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("编号,内容\n1,坏了, 有逗号\n2,好\n".encode(), Unfit.EXTRA_CELLS),
        ("编号,内容,\n1,坏了,备注\n2,好,\n".encode(), Unfit.EXTRA_CELLS),
        (f"编号,内容\n1,{'长' * 4001}\n2,好\n".encode(), Unfit.LONG_CELL),
        ("编号,内容\n2.02611E+19,坏了\n2,好\n".encode(), Unfit.LOST_DIGITS),
        (made([["编号", "内容"], [20261123000123456789, "坏了"], ["2", "好"]]), Unfit.LOST_DIGITS),
    ],
)
def test_a_row_that_cannot_be_read_whole_is_marked_and_harms_no_other(body, why):
    assert [(row.row, row.unfit) for row in read_sheet(body)] == [(2, why), (3, None)]


def test_what_a_formula_last_came_to_counts():
    body = made([["a", "b"]], act=lambda page: page.write_formula(1, 0, "=1+1", None, 2))

    assert [dict(row.cells) for row in read_sheet(body)] == [{"a": "2", "b": ""}]


@pytest.mark.parametrize("first", [[], [["a"], ["1"]]])
def test_the_one_sheet_that_holds_something_is_read_and_hidden_ones_are_left_alone(first):
    rows = read_sheet(hidden(first, [["a"], ["1"]][: 0 if first else 2], [["list"], ["x"]]))

    assert [dict(row.cells) for row in rows] == [{"a": "1"}]


@given(st.binary(max_size=300))
def test_no_bytes_are_a_crash(body):
    try:
        rows = read_sheet(body)
    except NotSo:
        return

    assert all(any(cell.strip() for cell in row.cells.values()) or row.unfit for row in rows)
