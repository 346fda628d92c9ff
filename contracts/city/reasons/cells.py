"""Why a file, a row or a cell cannot be read."""

from collections.abc import Mapping
from typing import Final

from contracts.city.reasons.reason import Reason

CELLS: Final[Mapping[str, Reason]] = {
    "missing_file": ("缺少文件", "the file is missing"),
    "empty_file": ("文件没有数据行", "the file holds no rows"),
    "unreadable": ("无法读取：{detail}", "cannot be read: {detail}"),
    "missing_column": ("缺少此列", "the column is missing"),
    "repeated_column": ("此列出现两次", "the column stands twice"),
    "extra_cells": (
        "单元格比表头多（内容中的逗号需加引号）",
        "more cells than the header has (quote a text that holds a comma)",
    ),
    "long_cell": (
        "有单元格超过 4000 个字符",
        "a cell is longer than 4000 characters",
    ),
    "lost_digits": (
        "长数字被表格软件改成了 1.23E+17 的样子，末几位已丢失；请设为文本重新填写",
        "a spreadsheet made 1.23E+17 of a long number and lost its last digits; make it text",
    ),
    "blank": ("不能为空", "must not be blank"),
    "bad_id": (
        "“{value}”不是有效编号：只用字母、数字、- 和 _，最多 64 个",
        "{value!r} is not an id: letters, digits, - and _ only, at most 64",
    ),
    "too_long": ("最多 {most} 个字符", "at most {most} characters"),
    "duplicate": ("“{value}”已在第 {first} 行出现", "{value!r} stands in row {first} already"),
    "unknown": ("“{value}”不在 {where} 中", "{value!r} is not in {where}"),
    "bad_choice": ("“{value}”无效，可选：{allowed}", "{value!r} is not one of: {allowed}"),
    "bad_value": ("{detail}", "{detail}"),
    "bad_limit": (
        "“{value}”不是时限，应如 4 wh、30 min、5 wd",
        "{value!r} is not a limit such as '4 wh', '30 min' or '5 wd'",
    ),
    "bad_date": (
        "“{value}”不是日期，应如 2026-10-01",
        "{value!r} is not a date such as 2026-10-01",
    ),
    "formula": (
        "“{value}”会被表格软件当作公式执行，请改成普通文字",
        "{value!r} would be run as a formula by a spreadsheet; write plain text",
    ),
    "not_text": ("不是文本文件（UTF-8 或 GB 18030）", "is not text in UTF-8 or GB 18030"),
    "not_of_a_pack": ("城市包里没有这样的文件", "no such file belongs to a city pack"),
    "version_taken": (
        "版本“{value}”已用于另一份内容，请换一个版本号",
        "version {value!r} names other contents already; choose another",
    ),
    "bad_number": ("“{value}”不是非负整数", "{value!r} is not a whole number from 0 on"),
    "bad_days": (
        "“{value}”不是值班日，应如 1-5、6;7 或 2026-10-01",
        "{value!r} are no days such as 1-5, 6;7 or 2026-10-01",
    ),
    "bad_hours": (
        "“{value}”不是时段，应如 08:00-12:00",
        "{value!r} are no hours such as 08:00-12:00",
    ),
    "needed": ("缺少 {value}", "{value} is missing"),
    "twice": ("“{value}”出现两次", "{value!r} stands twice"),
    "bad_point": (
        "“{value}”不是经纬度（WGS 84，度）",
        "{value!r} is not a longitude and a latitude in degrees, WGS 84",
    ),
    "ends_before": (
        "结束日期 {value} 早于开始日期 {since}",
        "it ends on {value}, before it began on {since}",
    ),
}
