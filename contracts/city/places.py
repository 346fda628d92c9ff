"""Where on the map: from a point to the grid that holds it.

Built from the pack's outlines as a tree of boxes. A point on a shared edge belongs to the grid
whose id comes first, so that two reports of one problem never land in different grids.
"""

from shapely import MultiPolygon, Point, Polygon, STRtree

from contracts.city import City, Outline
from contracts.city.territory import Ring
from contracts.words import Level


class Places:
    """The grids of a city, ready to be asked; drawn anew when the city's outlines change."""

    def __init__(self, city: City) -> None:
        self._city = city
        self._drawn = _Drawn(city)

    def locate(self, lng: float, lat: float) -> str | None:
        """Return the grid that holds a point (WGS 84 degrees); None outside the city."""
        return self._map.locate(lng, lat)

    def within(self, territory: str) -> tuple[float, float] | None:
        """Return a point (lng, lat) well inside a territory's first grid; None: none is drawn."""
        return self._map.within(territory)

    @property
    def _map(self) -> "_Drawn":
        if self._drawn.outlines is not self._city.outlines:
            self._drawn = _Drawn(self._city)
        return self._drawn


class _Drawn:
    """The grids of one pack."""

    def __init__(self, city: City) -> None:
        self.outlines = city.outlines
        grids = (id for id in city.outlines if city.territory(id).level is Level.GRID)
        self._ids = sorted(grids)
        self._shapes = [shape(city.outlines[id]) for id in self._ids]
        self._tree = STRtree(self._shapes)
        self._city = city

    def locate(self, lng: float, lat: float) -> str | None:
        found = self._tree.query(Point(lng, lat), predicate="intersects")
        return self._ids[int(found.min())] if len(found) else None

    def within(self, territory: str) -> tuple[float, float] | None:
        for id, drawn in zip(self._ids, self._shapes, strict=True):
            if territory in self._city.path(id):
                inside = drawn.representative_point()
                return inside.x, inside.y
        return None


def shape(outline: Outline) -> MultiPolygon:
    """Return an outline as geometry."""
    return MultiPolygon(
        [Polygon(_points(outer), [_points(hole) for hole in holes]) for outer, *holes in outline]
    )


def _points(ring: Ring) -> list[tuple[float, float]]:
    return list(zip(ring[::2], ring[1::2], strict=True))
