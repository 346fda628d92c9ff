"""Single papers as PDF, a certificate of service and a month's bulletin; and the public check.

Rule 1: what a paper says is what its owner shows this caller; here it is only set.
Rule 2: whoever is shown a certificate may check it without an account: they learn whether it is
true, hours and points, and of a person no more than the first letter of the name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, ConfigDict
from starlette.requests import Request
from starlette.responses import Response

from contracts.words import Id
from gateway.callers import Caller, Callers, address
from gateway.export.bulletins import bulletin_table
from gateway.export.certificates import certificate_table
from gateway.export.leaving import Leaving, Period, Tongue, Whose, binary
from gateway.matrix import Eyes, name
from gateway.passages import MEASURED, SERVED
from gateway.strict import Strict
from services.chassis.actors import HEADER

Code = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$", description="the code on the certificate")]


class Checked(BaseModel):
    """Whether a certificate of service is true."""

    model_config = ConfigDict(extra="ignore")

    true: bool = False
    name: str | None = None
    """Of a person only the first letter."""
    unit: bool = False
    hours: float | None = None
    """As of that certificate."""
    points: int | None = None


@dataclass(frozen=True)
class Papers:
    """Sets papers, and says whether one is true."""

    leaving: Leaving
    header: Callable[[], str]
    """Speaks for whoever has no account."""

    async def check(self, code: str) -> Checked:
        """Ask the ledger's owner.

        Raises:
            ConnectionError: it does not answer.
        """
        answer = await self.leaving.upstream.ask(
            "evaluation", "GET", f"/certificates/{code}", {HEADER: self.header()}
        )
        if answer.status >= 300:
            raise ConnectionError(f"evaluation answered {answer.status}")
        told = Checked.model_validate_json(answer.body)
        if told.unit or told.name is None:
            return told
        return told.model_copy(update={"name": name(told.name, Eyes.EXPORT)})


_PDF: Final = binary("pdf")


def papers_router(papers: Papers, callers: Callers) -> APIRouter:
    """Make the routes."""
    router, leaving = APIRouter(route_class=Strict), papers.leaving
    served, measured = (Depends(callers.holding(roles)) for roles in (SERVED, MEASURED))

    @router.get(
        "/points/{id}/certificate.pdf", tags=["points"], response_class=Response, responses=_PDF
    )
    async def certificate(
        caller: Annotated[Caller, served], id: Id, tongue: Tongue = ""
    ) -> Response:
        """What somebody has done, on paper, with the code by which anybody can check it."""
        table = await leaving.told(f"/points/{id}/certificate", certificate_table, caller)
        return await leaving.leave(table, "pdf", caller, tongue)

    @router.get(
        "/bulletins/{period}.pdf", tags=["bulletins"], response_class=Response, responses=_PDF
    )
    async def bulletin(
        caller: Annotated[Caller, measured],
        period: Period,
        district: Whose = None,
        tongue: Tongue = "",
    ) -> Response:
        """The bulletin of a month on paper."""
        path = f"/bulletins/{period}"
        table = await leaving.months(path, bulletin_table, caller, district)
        return await leaving.leave(table, "pdf", caller, tongue)

    @router.get("/certificates/{code}", tags=["points"])
    async def check(request: Request, code: Code) -> Checked:
        """Whether a certificate that was shown is true; for everybody, without an account."""
        callers.per_address.hit(address(request))
        return await papers.check(code)

    return router
