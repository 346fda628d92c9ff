"""What every refusal and failure looks like (RFC 9457)."""

from typing import Any

from pydantic import ConfigDict

from contracts.views.view import View


class FieldError(View):
    """One field that is not right."""

    field: str
    reason: str


class ProblemDetails(View):
    """Why it was not done, in a sentence that says what to do, and in a code that never changes."""

    model_config = ConfigDict(frozen=True, extra="allow")

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: tuple[FieldError, ...] = ()
    state: str | None = None
    """Where the thing stands, when that is why."""
    allowed: Any = None
    """What may be done now."""
    version: int | None = None
    """The version now, when somebody was faster."""
    trace_id: str | None = None
