"""Whether a map is sound: no grid crosses itself, overlaps another or leaves its community, and
together the grids of a community cover it, so that every address has one grid.
"""

# shapely's overloads leave the types of arrays open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import shapely

from contracts.city import Outline, Problem, Territory
from contracts.city.places import shape
from contracts.words import Level

_FILE = "grids.geojson"
_SLIVER = 0.001
"""Share of a grid's area that drawing errors may make it overlap or stick out."""

Shapes = np.ndarray[Any, np.dtype[np.object_]]


def map_problems(
    territories: Mapping[str, Territory], outlines: Mapping[str, Outline]
) -> Iterator[Problem]:
    """Yield what is wrong with the outlines, by row of grids.geojson."""
    rows = {id: row for row, id in enumerate(outlines, 1)}
    grids = _of(territories, outlines, Level.GRID)
    shapes = np.array([shape(outlines[id]) for id in grids], dtype=np.object_)
    for at in np.flatnonzero(~shapely.is_valid(shapes)):
        reason = shapely.is_valid_reason(shapes[at])
        yield _problem(rows[grids[at]], "bad_outline", detail=reason)
        shapes[at] = shapely.make_valid(shapes[at])
    for one, other, share in _overlaps(shapes):
        yield _problem(rows[grids[one]], "overlap", other=grids[other], share=f"{share:.1%}")
    for id, community, share in _outside(territories, outlines, grids, shapes):
        yield _problem(rows[id], "outside", other=community, share=f"{share:.1%}")
    for community, share in _gaps(territories, outlines, grids, shapes):
        yield _problem(rows[community], "gap", share=f"{share:.1%}")


def _of(
    territories: Mapping[str, Territory], outlines: Mapping[str, Outline], level: Level
) -> list[str]:
    return [id for id in outlines if territories[id].level is level]


def _overlaps(shapes: Shapes) -> Iterator[tuple[int, int, float]]:
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = one < other
    one, other = one[pairs], other[pairs]
    smaller = np.minimum(shapely.area(shapes[one]), shapely.area(shapes[other]))
    shares = shapely.area(shapely.intersection(shapes[one], shapes[other])) / smaller
    for at in np.flatnonzero(shares > _SLIVER):
        yield int(one[at]), int(other[at]), float(shares[at])


def _outside(
    territories: Mapping[str, Territory],
    outlines: Mapping[str, Outline],
    grids: Sequence[str],
    shapes: Shapes,
) -> Iterator[tuple[str, str, float]]:
    drawn = _of(territories, outlines, Level.COMMUNITY)
    communities = {id: shapely.make_valid(shape(outlines[id])) for id in drawn}
    for id, grid in zip(grids, shapes, strict=True):
        community = territories[id].parent
        if community in communities:
            out = shapely.difference(grid, communities[community])
            share = shapely.area(out) / shapely.area(grid)
            if share > _SLIVER:
                yield id, community, share


def _gaps(
    territories: Mapping[str, Territory],
    outlines: Mapping[str, Outline],
    grids: Sequence[str],
    shapes: Shapes,
) -> Iterator[tuple[str, float]]:
    """Communities of which some part is in no grid: an address there would have none."""
    inside: dict[str | None, list[Any]] = {}
    for id, grid in zip(grids, shapes, strict=True):
        inside.setdefault(territories[id].parent, []).append(grid)
    for id in _of(territories, outlines, Level.COMMUNITY):
        community = shapely.make_valid(shape(outlines[id]))
        left = shapely.difference(community, shapely.union_all(inside.get(id, [])))
        share = shapely.area(left) / shapely.area(community)
        if share > _SLIVER:
            yield id, float(share)


def _problem(row: int, code: str, **facts: str) -> Problem:
    return Problem(file=_FILE, row=row, field="geometry", code=code, facts=facts)
