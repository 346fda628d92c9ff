"""grids.geojson: the outline of every grid, and of communities where the city has drawn them.

A city may have no map at all; one that has a map draws every grid, or points in the undrawn ones
would silently belong to nobody. Several districts need one: a point must be of one of them.
"""

import json
from array import array
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, ValidationError

from contracts.city.reading.source import OUTLINES, TERRITORIES, Source
from contracts.city.territory import Outline, Ring, Territory
from contracts.words import Level

_DRAWN = frozenset({Level.GRID, Level.COMMUNITY})

Points = Annotated[
    list[Annotated[list[Annotated[float, Field(allow_inf_nan=False)]], Field(min_length=2)]],
    Field(min_length=4),
]


class _Polygon(BaseModel):
    type: Literal["Polygon"]
    coordinates: Annotated[list[Points], Field(min_length=1)]


class _MultiPolygon(BaseModel):
    type: Literal["MultiPolygon"]
    coordinates: Annotated[list[Annotated[list[Points], Field(min_length=1)]], Field(min_length=1)]


class _Properties(BaseModel):
    id: str = ""


class _Feature(BaseModel):
    id: str = ""
    properties: _Properties | None = None
    geometry: Annotated[_Polygon | _MultiPolygon, Field(discriminator="type")]

    @property
    def name(self) -> str:
        return self.id or (self.properties.id if self.properties else "")

    def outline(self) -> Outline:
        shape = self.geometry
        polygons = [shape.coordinates] if isinstance(shape, _Polygon) else shape.coordinates
        return tuple(tuple(_ring(points) for points in polygon) for polygon in polygons)


def read_outlines(source: Source, territories: Mapping[str, Territory]) -> dict[str, Outline]:
    """Return the outlines by territory id."""
    outlines: dict[str, Outline] = {}
    for row, raw in enumerate(_features(source), 1):
        try:
            feature = _Feature.model_validate(raw)
            outline = feature.outline()
        except ValueError as error:
            source.wrong(OUTLINES, row, "geometry", "bad_outline", detail=_detail(error))
            continue
        if _fits(source, row, feature.name, territories):
            outlines[feature.name] = outline
    _check_all_drawn(source, territories)
    return outlines


def _features(source: Source) -> list[Any]:
    text = source.text(OUTLINES, needed=False)
    if not text.strip():
        return []
    try:
        return list(json.loads(text)["features"])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        detail = f"a GeoJSON FeatureCollection is needed ({error!r})"
        source.wrong(OUTLINES, None, None, "unreadable", detail=detail)
        return []


def _detail(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors(include_url=False)[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"


def _ring(points: list[list[float]]) -> Ring:
    flat = array("d", (number for point in points for number in point[:2]))
    if flat[:2] != flat[-2:]:
        raise ValueError("a ring ends where it begins")
    if max(map(abs, flat[::2])) > 180 or max(map(abs, flat[1::2])) > 90:
        raise ValueError("a point is longitude, then latitude, in degrees")
    return flat


def _fits(source: Source, row: int, id: str, territories: Mapping[str, Territory]) -> bool:
    first = source.seen.setdefault(OUTLINES, {}).setdefault(id, row) if id else row
    if not id:
        source.wrong(OUTLINES, row, "id", "blank")
    elif first != row:
        source.wrong(OUTLINES, row, "id", "duplicate", value=id, first=first)
    elif id not in territories:
        if territories:
            source.wrong(OUTLINES, row, "id", "unknown", value=id, where=TERRITORIES)
    elif (level := territories[id].level) not in _DRAWN:
        source.wrong(OUTLINES, row, "id", "outline_level", value=id, found=level.value)
    else:
        return True
    return False


def _check_all_drawn(source: Source, territories: Mapping[str, Territory]) -> None:
    drawn = source.seen.get(OUTLINES, {})
    if any(problem.file == OUTLINES for problem in source.problems):
        return
    if not drawn:
        districts = sum(place.level is Level.DISTRICT for place in territories.values())
        if districts > 1:
            source.wrong(OUTLINES, None, None, "map_needed", count=districts)
        return
    for id, territory in territories.items():
        if territory.level is Level.GRID and id not in drawn:
            source.wrong(TERRITORIES, source.row_of(TERRITORIES, id), "id", "no_outline")
