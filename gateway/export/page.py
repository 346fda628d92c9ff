"""A document as a page that prints on A4: what people typed is escaped, no script, nothing fetched.

The mark of whoever took it stands behind every page and below it, as on the PDF.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

MEDIA: Final = "text/html; charset=utf-8"

_STYLE: Final = """
@page{size:A4;margin:20mm 18mm 22mm}
*{box-sizing:border-box}
body{margin:0;background:#eee;color:#000;
font:11.5pt/1.75 "SimSun","Songti SC","Noto Serif CJK SC","Droid Sans Fallback",serif}
main{position:relative;background:#fff;width:210mm;min-height:297mm;margin:8mm auto;
padding:20mm 18mm 22mm;overflow:hidden}
h1{margin:0;text-align:center;font-size:22pt;letter-spacing:.15em}
.sub{text-align:center;font-size:11pt}.number{text-align:right;margin:4mm 0 6mm}
section{margin:0 0 2.5mm;break-inside:avoid;display:grid;grid-template-columns:42mm 1fr;gap:0 4mm}
h2{margin:0;font-size:11pt;line-height:1.9}
.said{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
table{grid-column:1/-1;width:100%;border-collapse:collapse;margin-top:1mm}
th,td{border:.4pt solid #666;padding:1mm 2mm;text-align:left;font-size:10.5pt;
overflow-wrap:anywhere}
.sign{display:grid;grid-template-columns:1fr 1fr;gap:4mm 10mm;margin:6mm 0 4mm;break-inside:avoid}
.sign div{border-bottom:.6pt solid #000;min-height:14mm;display:flex;flex-direction:column;
justify-content:space-between}.sign small{font-size:9.5pt}
.close{font-size:9pt;line-height:1.5;margin:0}
.mark{position:absolute;inset:0;display:grid;align-content:space-around;justify-content:center;
pointer-events:none}
.mark span{transform:rotate(-24deg);color:#000;opacity:.07;font-size:15pt;white-space:nowrap}
footer{margin-top:4mm;border-top:.4pt solid #999;font-size:8.5pt;color:#444}
@media print{body{background:#fff}main{width:auto;min-height:0;margin:0;padding:0;
overflow:visible}.mark{position:fixed}}
@media screen and (max-width:220mm){main{width:auto;margin:0;padding:6mm}
section,.sign{grid-template-columns:1fr}}
"""
_BEHIND: Final = 5
"""How often the mark stands behind a page."""


def page(said: Mapping[str, Any]) -> bytes:
    """The page of a document (`document.lines`)."""
    mark = escape(said["mark"])
    title = escape(said["title"])
    behind = f'<div class="mark" aria-hidden="true">{f"<span>{mark}</span>" * _BEHIND}</div>'
    body = (
        f"<h1>{title}</h1>",
        f'<p class="sub">{escape(said["subtitle"])}</p>' if said["subtitle"] else "",
        f'<p class="number">{escape(said["number"])}</p>',
        *(_part(part) for part in said["parts"]),
        f'<div class="sign">{"".join(_sign(*one) for one in said["signing"])}</div>',
        *(f'<p class="close">{escape(one)}</p>' for one in said["closing"]),
        f"<footer>{mark}</footer>",
    )
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style>"
    )
    return (
        f'<!doctype html><html lang="zh"><head>{head}</head>'
        f"<body><main>{behind}{''.join(body)}</main></body></html>"
    ).encode()


def _part(part: Mapping[str, Any]) -> str:
    heading = f"<h2>{escape(part['label'])}</h2>"
    text = f'<p class="said">{escape(part["text"])}</p>' if part["text"] else ""
    return f"<section>{heading}{text}{_grid(part['columns'], part['rows'])}</section>"


def _grid(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not columns:
        return ""
    heads = "".join(f"<th>{escape(one)}</th>" for one in columns)
    cells = "".join(f"<tr>{''.join(f'<td>{escape(one)}</td>' for one in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{cells}</tbody></table>"


def _sign(label: str, who: str) -> str:
    return f"<div><small>{escape(label)}</small><span>{escape(who)}</span></div>"
