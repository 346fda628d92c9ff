"""What every command has in common: unknown fields are refused, and a version may be expected."""

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

MOST_VERSIONS: Final = 1_000_000
"""No aggregate changes as often."""


class Command(BaseModel):
    """Something a person asks for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    expected_version: Annotated[int, Field(ge=0, le=MOST_VERSIONS, strict=True)] | None = None
    """Refuse (409 `stale_version`) when the aggregate has moved on since."""
