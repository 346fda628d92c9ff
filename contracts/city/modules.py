"""[[modules]] of city.toml: what a resident finds on the one platform 智慧平台.

Payment, repair, notices (缴费、报修、政策宣传).
Rule 1: what the system does itself is a path of it; what others do (payment) is a link to them, and
nothing of anybody goes along with it.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from contracts.words import Id, Line


class Module(BaseModel):
    """One entry of the platform's menu."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Id
    zh: Line
    en: Line
    path: Annotated[str, Field(pattern=r"^/[a-z/-]{1,60}$")] | None = None
    """Below /api/v1."""
    url: Annotated[str, Field(pattern=r"^https://[^\s?#@]{3,200}$")] | None = None
    """Outside: without a query, so that nobody is named in it."""

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "Module":
        if (self.path is None) is (self.url is None):
            raise ValueError("a module has either a path or a url")
        return self
