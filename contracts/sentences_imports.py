"""What a person reads when a file cannot be imported: Chinese, English."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "not_a_table": (
        "无法读取这个文件。请上传 CSV 或 XLSX 表格，首行为列名。",
        "This file cannot be read. Upload a CSV or XLSX table whose first row names the columns.",
    ),
    "no_header": (
        "表格第一行没有列名。请在首行写明列名后再导入。",
        "The first row names no columns. Put the names of the columns there and import again.",
    ),
    "no_rows": (
        "表格里没有数据行。请填写后再导入。",
        "The table holds no rows. Fill it in and import again.",
    ),
    "too_many_rows": (
        "一次最多导入 {most} 行。请拆成几个文件。",
        "At most {most} rows can be imported at once. Split the file.",
    ),
}
"""Placeholders are the facts of the refusal."""
