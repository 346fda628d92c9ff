"""Who goes where on the listening days of a generated city: a first street's cadres."""

from collections.abc import Iterator, Sequence

from deploy.city.compounds import Compound, compounds
from deploy.city.outlines import draw, middle
from deploy.city.plan import Street

HEADER = ("schedule", "visitor", "subject", "at", "name", "address", "lng", "lat")
_DOWN = ("liaison-chengguan", "liaison-zhujian", "liaison-minzheng")
"""Cadres of departments who go down too."""


def rows(streets: Sequence[Street]) -> Iterator[Sequence[str]]:
    """Yield the rows of errands.csv: secretaries and officers to compounds, cadres to firms."""
    first = streets[0]
    of = {community.id: _compounds(streets, community.id) for community in first.communities}
    for nth, community in enumerate(first.communities, 1):
        for post, compound in zip(("secretary", "officer"), of[community.id], strict=False):
            yield "listening", f"{post}-{nth:02}", "compound", compound.id, "", "", "", ""
    for grid in first.communities[0].grids[:2]:
        worker = f"grid-01{grid.id[-2:]}"
        yield "patrol", worker, "compound", f"xq-{grid.id}", "", "", "", ""
    gates = {str(feature["id"]): middle(feature) for feature in draw(streets)}
    cadres = (f"staff-{first.id}", *_DOWN)
    for cadre, community in zip(cadres, first.communities, strict=False):
        grid = community.grids[-1]
        firm = f"{community.name.removesuffix('社区')}便利店"
        where = f"{grid.name}沿街商铺"
        yield "listening", cadre, "firm", grid.id, firm, where, *gates[grid.id]


def _compounds(streets: Sequence[Street], community: str) -> list[Compound]:
    return [one for one in compounds(streets) if one.community.id == community]
