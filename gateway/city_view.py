"""The city pack's public facts, written once per pack and sent as they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Header
from starlette.requests import Request
from starlette.responses import Response

from contracts.actor import Role
from contracts.city import City, Compound, Procedure
from contracts.city.category import Category
from contracts.lifecycle import CaseStage, WhistleStage
from contracts.views.city import (
    CategoryView,
    CityView,
    CompoundView,
    ModuleView,
    Named,
    OrganisationView,
    ProcedureView,
    ScoringItem,
    StepView,
    TerritoryView,
)
from contracts.views.wording import NEXT
from gateway.callers import Callers, address
from gateway.present.case_work import standing
from gateway.shelf import json
from gateway.strict import Strict


def city_view(city: City) -> CityView:
    """Everything a form or a map needs; no person."""
    rules = city.rules
    return CityView(
        id=rules.id,
        name=rules.name,
        name_en=rules.name_en,
        version=rules.version,
        territories=tuple(
            TerritoryView(id=t.id, level=t.level, name=t.name, parent=t.parent)
            for t in city.territories.values()
        ),
        organisations=tuple(
            OrganisationView(id=o.id, kind=o.kind, name=o.name, territory=o.territory)
            for o in city.organisations.values()
        ),
        categories=tuple(_category(city, one) for one in city.categories.values()),
        kinds=tuple(Named(code=k.kind, zh=k.label_zh, en=k.label_en) for k in rules.kinds),
        grades=tuple(Named(code=g.grade, zh=g.label_zh, en=g.label_en) for g in rules.grades),
        roles=tuple(_labelled(city, "role", role) for role in Role),
        stages=tuple(_stages()),
        procedures=tuple(map(_procedure, city.procedures.values())),
        scoring=tuple(
            ScoringItem(
                code=item,
                weight=weight,
                zh=city.label(f"score.{item}", "zh"),
                en=city.label(f"score.{item}", "en"),
            )
            for item, weight in city.scoring.weights.items()
        ),
        report_radius_m=city.report_radius_m,
        unpublished_years=city.unpublished_years.years,
        compounds=tuple(_compound(city, one) for one in city.compounds),
        modules=tuple(ModuleView(**one.model_dump()) for one in rules.modules),
    )


def _category(city: City, category: Category) -> CategoryView:
    return CategoryView(
        code=category.code,
        zh=category.name_zh,
        en=category.name_en,
        kind=category.kind,
        urgency=category.urgency,
        sphere=category.sphere,
        restricted=category.restricted,
        scheme=category.scheme.value,
        cjt214=category.cjt214,
        standards=tuple(standing(one, city) for one in city.standards.get(category.code, ())),
    )


def _compound(city: City, compound: Compound) -> CompoundView:
    mode = _labelled(city, "property_mode", compound.mode)
    copied = ("id", "name", "community", "grids", "company", "since", "until", "committee")
    return CompoundView(
        **{name: getattr(compound, name) for name in (*copied, "backstop", "point")},
        mode=compound.mode,
        mode_zh=mode.zh,
        mode_en=mode.en,
    )


def _labelled(city: City, kind: str, code: str) -> Named:
    key = f"{kind}.{code}"
    return Named(code=code, zh=city.label(key, "zh"), en=city.label(key, "en"))


def _stages() -> list[Named]:
    """What happens next in each stage: the words of a progress bar."""
    keys = [f"case.{stage}" for stage in CaseStage] + [f"whistle.{stage}" for stage in WhistleStage]
    return [Named(code=key, zh=NEXT[key].zh, en=NEXT[key].en) for key in keys if key in NEXT]


def _procedure(procedure: Procedure) -> ProcedureView:
    return ProcedureView(
        code=procedure.name,
        zh=procedure.label_zh,
        en=procedure.label_en,
        assessed=procedure.assessed,
        law=procedure.law,
        steps=tuple(
            StepView(step=s.step, zh=s.label_zh, en=s.label_en, evidence=s.evidence)
            for s in procedure.steps
        ),
    )


@dataclass
class Written:
    """The facts of the pack in force, written when a pack is first asked for."""

    city: City
    _of: str = ""
    _answer: bytes = b""
    _headers: Mapping[str, str] = field(default_factory=dict[str, str])

    def sent(self) -> tuple[bytes, Mapping[str, str]]:
        """The body and its headers."""
        if self._of != self.city.version:
            self._of, self._answer = self.city.version, bytes(json(city_view(self.city)).body)
            tag = f'"{sha256(self._answer).hexdigest()[:32]}"'
            self._headers = {"etag": tag, "cache-control": "public, max-age=60"}
        return self._answer, self._headers


def city_router(city: City, callers: Callers) -> APIRouter:
    """Make the route."""
    router, written = APIRouter(tags=["city"], route_class=Strict), Written(city)

    @router.get("/city", response_model=CityView)
    async def facts(
        request: Request, if_none_match: Annotated[str | None, Header()] = None
    ) -> Response:
        """The city's places, organisations, categories, kinds and procedures; for everybody."""
        callers.per_address.hit(address(request))
        body, headers = written.sent()
        if if_none_match == headers["etag"]:
            return Response(status_code=304, headers=dict(headers))
        return Response(body, headers=dict(headers), media_type="application/json")

    return router
