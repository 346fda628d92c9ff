"""What a person reads when a file cannot be imported: Chinese, English."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "not_a_table": (
        "无法读取这个文件。请上传 CSV（UTF-8、GB 18030 或 UTF-16）或 XLSX 表格，首行为列名。",
        "This file cannot be read. Upload a CSV (UTF-8, GB 18030 or UTF-16) or XLSX table whose "
        "first row names the columns.",
    ),
    "no_header": (
        "表格第一行没有列名。请在首行写明列名后再导入。",
        "The first row names no columns. Put the names of the columns there and import again.",
    ),
    "no_rows": (
        "表格里没有数据行。请填写后再导入。",
        "The table holds no rows. Fill it in and import again.",
    ),
    "too_many_columns": (
        "最多 {most} 列。请删去用不到的列后再导入。",
        "At most {most} columns can be imported. Take out those that are not needed.",
    ),
    "repeated_columns": (
        "这些列出现了不止一次：{names}。请只保留一列后再导入，以免内容被覆盖。",
        "These columns stand more than once: {names}. Keep one of each and import again.",
    ),
    "several_sheets": (
        "工作簿里有多张工作表有内容：{names}。一次只导入一张，请分别另存后导入。",
        "Several sheets of this workbook hold something: {names}. Save each as a file of its own.",
    ),
    "merged_cells": (
        "有合并的单元格（第 {rows} 行起）。请取消合并并逐行填写后再导入。",
        "Cells are merged (from row {rows}). Unmerge them, fill in every row and import again.",
    ),
    "failed_formulas": (
        "有公式出错或尚未计算的单元格（如 #DIV/0!）。请改为数值或文字后再导入。",
        "A formula failed or was never computed (#DIV/0!). Put its value there and import again.",
    ),
    "extra_cells": (
        "这一行有内容不在任何列名之下（内容中的逗号需加引号）。请改正后重新导入。",
        "Something in this row stands under no column (quote a text that holds a comma). Correct "
        "it and import again.",
    ),
    "long_cell": (
        "这一行有单元格超过 4000 个字符。请缩短后重新导入。",
        "A cell of this row is longer than 4000 characters. Shorten it and import again.",
    ),
    "lost_digits": (
        "这一行有长数字被改成了 1.23E+17 的样子，末几位已丢失。请把该列设为文本后重新填写。",
        "A spreadsheet turned a long number of this row into 1.23E+17 and lost its last digits. "
        "Make that column text and fill it in again.",
    ),
    "two_columns": (
        "列“{names}”是同一项，内容却不同。请只保留一列后重新导入。",
        "The columns {names} mean the same and say different things. Keep one and import again.",
    ),
    "too_many_rows": (
        "一次最多导入 {most} 行。请拆成几个文件。",
        "At most {most} rows can be imported at once. Split the file.",
    ),
}
"""Placeholders are the facts of the refusal."""
