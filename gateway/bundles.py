"""一揽子: linked problems as one bundle with one timeline, followed to the last one's end."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Path

from contracts.events.case import CaseClosed, CaseMerged, CaseRefused, CaseWithdrawn
from contracts.refusals import NotThere
from contracts.views.case_work import Bundled, BundleView
from contracts.views.view import Moment
from gateway.callers import Caller, Callers
from gateway.fold import Folded
from gateway.masks import knows_reporters, reporters
from gateway.present.reader import Reader
from gateway.present.withheld import WITHHELD, is_withheld
from gateway.reading import Reading
from gateway.reads import READS
from gateway.strict import Strict

WHO = READS["cases"].roles
_ENDS = (CaseClosed, CaseRefused, CaseMerged, CaseWithdrawn)


@dataclass(frozen=True)
class Bundles:
    """Reads bundles."""

    reading: Reading

    async def read(self, id: str, caller: Caller) -> BundleView:
        """What a caller may see of a bundle: its cases, and all that happened, in time.

        Raises:
            NotThere: there is none, or the caller sees none of it.
        """
        reader = self.reading.reader(caller.scope)
        found = await self.reading.views.all("cases", "bundle", id)
        seen = {k: v for k, v in sorted(found.items()) if caller.scope.sees(v.tags)}
        if not seen:
            raise NotThere("not_found")
        moments = [moment for case in seen.values() for moment in _timeline(case, reader)]
        return BundleView(
            id=id,
            title=next(iter(seen.values())).get("bundle_title", ""),
            open=sum(not any(case.count(end) for end in _ENDS) for case in seen.values()),
            cases=tuple(_case(id, case, reader) for id, case in seen.items()),
            timeline=tuple(sorted(moments, key=lambda moment: (moment.time, moment.seq))),
        )


def bundles_router(bundles: Bundles, callers: Callers) -> APIRouter:
    """Make the route."""
    router = APIRouter(tags=["cases"], route_class=Strict)

    @router.get("/bundles/{id}")
    async def read(
        caller: Annotated[Caller, Depends(callers.holding(WHO))],
        id: Annotated[str, Path(max_length=80)],
    ) -> BundleView:
        """Linked problems with one timeline."""
        return await bundles.read(id, caller)

    return router


def _timeline(case: Folded, reader: Reader) -> tuple[Moment, ...]:
    if is_withheld(case, reader.scope, reader.city):
        return ()
    sight = reader.scope.sight(case.tags)
    hidden = () if knows_reporters(case, sight) else reporters(case)
    return reader.timeline(case, sight, hidden=hidden)


def _case(id: str, case: Folded, reader: Reader) -> Bundled:
    private = is_withheld(case, reader.scope, reader.city)
    text = WITHHELD.zh if private else case.get("text")
    return Bundled(id=id, number=case.get("number"), text=text, stage=case.get("stage"))
