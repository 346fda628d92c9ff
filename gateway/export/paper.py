"""A table or a document as a PDF, set by typst in a process of its own.

What people typed is handed over as data, never as markup; and a text that would take typst for ever
takes nothing but that process, which is ended.
"""

import asyncio
import json
import sys
from collections.abc import Mapping

from contracts.sentences import Language
from gateway.export.table import Mark, Table, cell
from gateway.refusing import busy

MEDIA = "application/pdf"
WITHIN = 20.0
"""Seconds a page has."""
AT_ONCE = asyncio.Semaphore(1)


async def paper(table: Table, mark: Mark, language: Language) -> bytes:
    """Return the bytes of the document.

    Raises:
        Refusing: it took too long.
    """
    data = {
        "title": getattr(table.title, language),
        "mark": mark.line(language),
        "lang": language,
        "words": [getattr(one, language) for one in table.words],
        "columns": table.heads(language),
        "rows": [[str(cell(value, language)) for value in row] for row in table.rows],
    }
    return await typeset("table", data)


async def typeset(template: str, data: Mapping[str, object]) -> bytes:
    """Return the bytes of what this template makes of the data.

    Raises:
        Refusing: it took too long.
    """
    async with AT_ONCE:
        return await _set(template, json.dumps(data, ensure_ascii=False).encode())


async def _set(template: str, data: bytes) -> bytes:
    program = (sys.executable, "-m", "gateway.export.typesetting", template)
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*program, stdin=pipe, stdout=pipe)
    try:
        async with asyncio.timeout(WITHIN):
            body, _ = await process.communicate(data)
    except TimeoutError:
        process.kill()
        await process.wait()
        raise busy(int(WITHIN)) from None
    if process.returncode:
        raise RuntimeError("the page could not be set")
    return body
