"""Tables people upload, as their spreadsheets write them."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        (b"\xff\xfe\xfa\x80", "not_a_table"),
        (b"a\n" + b"1\n" * (MOST_ROWS + 1), "too_many_rows"),
    ],
)
def test_what_is_no_table_of_rows_is_refused(body, code):
    with pytest.raises(NotSo, match=code) as refused:
        read_sheet(body)

    assert refused.value.facts["field"] == "file"


@given(st.binary(max_size=300))
def test_no_bytes_are_a_crash(body):
    try:
        rows = read_sheet(body)
    except NotSo:
        return

    assert all(row.cells for row in rows)
