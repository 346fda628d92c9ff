"""Forms that carry a file: how they are documented, and how they are read."""

from typing import Any, Final

from pydantic import BaseModel, ConfigDict
from starlette.datastructures import UploadFile
from starlette.requests import Request

from contracts.refusals import NotSo
from gateway.bodies import fields
from gateway.refusing import too_large

BINARY: Final = {"type": "string", "format": "binary"}


def form_of(**fields: dict[str, Any]) -> dict[str, Any]:
    """What a route says of its form, in OpenAPI; `file` must be given."""
    schema = {"type": "object", "required": ["file"], "properties": fields}
    content = {"multipart/form-data": {"schema": schema}}
    return {"requestBody": {"required": True, "content": content}}


class OneFile(BaseModel):
    """A form with a file, and nothing else."""

    model_config = ConfigDict(extra="forbid")

    file: Any = None


ONE_FILE: Final = form_of(file=BINARY)


async def file_of(request: Request, most: int, without: str) -> bytes:
    """The file of the form; read only now that it is known who sends it.

    Raises:
        NotSo: there is none; `without` says so.
        RequestValidationError: there is something else, or more than one.
        Refusing: more than so many bytes.
    """
    async with request.form(max_files=2, max_fields=2) as form:
        pairs = form.multi_items()
        file = fields(OneFile, pairs).file
        if not isinstance(file, UploadFile):
            raise NotSo(without, field="file")
        return await bytes_of(file, most)


async def bytes_of(file: UploadFile, most: int) -> bytes:
    """What one file holds.

    Raises:
        Refusing: more than so many bytes.
    """
    body = await file.read(most + 1)
    if len(body) > most:
        raise too_large(f"{most // 1024 // 1024} MB")
    return body
