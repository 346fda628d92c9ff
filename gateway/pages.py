"""The plain pages: what this is, and the API in words, readable without any network but ours."""

from collections.abc import Callable, Iterator, Mapping
from html import escape
from json import dumps
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from gateway.web import PREFIX

_STYLE = """
body{font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;max-width:60rem;
margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
a{color:#0b57d0}code,pre{font-family:ui-monospace,monospace;font-size:.9em}
pre{background:#f4f4f4;padding:.8rem;overflow:auto;border-radius:6px}
summary{cursor:pointer;padding:.3rem 0}.m{display:inline-block;min-width:4rem;font-weight:700}
@media(prefers-color-scheme:dark){body{background:#161616;color:#eee}a{color:#8ab4f8}
pre{background:#262626}}
"""

_INDEX = f"""
<h1>吹哨报到 Whistle</h1>
<p lang="zh">街道吹哨、部门报到。居民反映的问题，由网格、社区、街道就近解决；跨部门的，街道一吹哨，
各部门限时签收、到场、处置、反馈，每一家都看得见，每一件都有回音。</p>
<p lang="en">A street whistles, every department a problem needs reports, and no problem disappears.
</p>
<ul>
<li><a href="/docs">接口文档 API in words</a> · <a href="{PREFIX}/openapi.json">OpenAPI 3.1</a></li>
<li><a href="{PREFIX}/city">城市包公开信息 Public facts of the city</a></li>
<li><a href="/live">存活 Alive</a> · <a href="/ready">就绪 Ready</a> ·
<a href="/metrics">指标 Metrics</a></li>
</ul>
"""


def pages_router() -> APIRouter:
    """Make the pages."""
    router = APIRouter(include_in_schema=False)
    written: list[str] = []

    @router.get("/")
    async def index() -> HTMLResponse:
        return HTMLResponse(_page("吹哨报到 Whistle", _INDEX))

    @router.get("/docs")
    async def docs(request: Request) -> HTMLResponse:
        openapi: Callable[[], dict[str, Any]] = request.app.openapi
        if not written:
            written.append(_page("API · 吹哨报到 Whistle", "".join(_described(openapi()))))
        return HTMLResponse(written[0])

    return router


def _page(title: str, body: str) -> str:
    head = (
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}'
    )
    return (
        f'<!doctype html><html lang="zh"><head>{head}</title><style>{_STYLE}</style></head>'
        f"<body><main>{body}</main></body></html>"
    )


def _described(document: Mapping[str, Any]) -> Iterator[str]:
    info = document["info"]
    yield f"<h1>{escape(info['title'])}</h1><p>{escape(info['description'])}</p>"
    yield f'<p><a href="{PREFIX}/openapi.json">openapi.json</a></p>'
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            yield _operation(path, method, told)
    yield "<h2>Schemas</h2>"
    for name, schema in document["components"]["schemas"].items():
        yield f'<details id="{escape(name)}"><summary><code>{escape(name)}</code></summary>'
        yield f"<pre>{escape(dumps(schema, ensure_ascii=False, indent=2))}</pre></details>"


def _operation(path: str, method: str, told: Mapping[str, Any]) -> str:
    words = escape(told.get("summary", ""))
    more = {key: told[key] for key in ("parameters", "requestBody", "responses") if key in told}
    return (
        f'<details><summary><span class="m">{method.upper()}</span> <code>{escape(path)}</code> '
        f"{words}</summary><pre>{escape(dumps(more, ensure_ascii=False, indent=2))}</pre></details>"
    )
