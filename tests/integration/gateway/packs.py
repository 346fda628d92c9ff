"""City packs as they are sent: changed, zipped, uploaded."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import aiohttp

from services.chassis.settings import read_folder
from tests.integration.gateway.house import Answer, Visitor

DEMO = read_folder(Path("deploy/city/demo"))


def changed(version: str, **texts: str) -> dict[str, str]:
    """The demo pack under another version, with other files."""
    rules = DEMO["city.toml"].replace('version = "2026.1"', f'version = "{version}"')
    return {**DEMO, "city.toml": rules, **{k.replace("_csv", ".csv"): v for k, v in texts.items()}}


def zipped(files: Mapping[str, str | bytes], folder: str = "") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(f"{folder}{name}", text)
    return out.getvalue()


async def upload(visitor: Visitor, *files: tuple[str, bytes], key: str, query: str = "") -> Answer:
    form = aiohttp.FormData()
    for name, body in files:
        form.add_field("file", body, filename=name)
    form.add_field("note", "为了测试")
    return await visitor.ask(
        "POST", f"/api/v1/city{query}", data=form, headers={"Idempotency-Key": key}
    )
