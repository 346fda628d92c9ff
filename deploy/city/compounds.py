"""The compounds of a generated city: one in every grid, and who runs it.

Mixed as the sources tell it: 26 compounds of the first street have no company, and 12 of one
community of the second; they are run by property committees, by themselves, or by a backstop.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from deploy.city.outlines import draw, middle
from deploy.city.plan import Community, Grid, Street

HEADER = (
    *("id", "name", "community", "grids", "property_mode", "company", "since", "until"),
    *("committee", "backstop", "lng", "lat"),
)
COMPANIES = ("wuye-bilan", "wuye-qinghe")
_WITHOUT, _OF = 26, 118
_MODES = ("property_committee", "self_managed", "backstop")
_WORDS = (
    "雅苑",
    "花园",
    "新村",
    "家园",
    "佳园",
    "名邸",
    "东苑",
    "西苑",
    "南苑",
    "北苑",
    "里",
    "坊",
)
_COMMITTEES = {
    "company": ("yewei", "业委会"),
    "property_committee": ("wuguan", "物管会"),
    "self_managed": ("ziguan", "自管会"),
}


@dataclass(frozen=True)
class Compound:
    """A compound to be written down."""

    grid: Grid
    community: Community
    name: str
    mode: str
    company: str
    committee: str

    @property
    def id(self) -> str:
        """Its id."""
        return f"xq-{self.grid.id}"

    @property
    def committee_name(self) -> str:
        """What its owners' committee is called."""
        return f"{self.name}{_COMMITTEES[self.mode][1]}"


def compounds(streets: Sequence[Street]) -> Iterator[Compound]:
    """Yield the compounds of a city, street by street."""
    for nth, street in enumerate(streets):
        bare = _without_company(nth, street)
        for community in street.communities:
            for n, grid in enumerate(community.grids):
                yield _compound(grid, community, n, bare.get(grid.id, "company"))


def rows(streets: Sequence[Street]) -> Iterator[Sequence[str]]:
    """Yield the rows of compounds.csv."""
    gates = {str(feature["id"]): middle(feature) for feature in draw(streets)}
    for one in compounds(streets):
        since = "2021-03-01" if one.company else ""
        backstop = "street" if one.mode == "backstop" and one.company else "community"
        lng, lat = gates[one.grid.id]
        yield (
            *(one.id, one.name, one.community.id, one.grid.id, one.mode, one.company, since, ""),
            *(one.committee, backstop, lng, lat),
        )


def _without_company(nth: int, street: Street) -> Mapping[str, str]:
    """The mode of every grid's compound that has no company."""
    grids = street.grids
    if nth == 0:
        pairs = enumerate(grids)
        bare = [g for n, g in pairs if (n + 1) * _WITHOUT // _OF > n * _WITHOUT // _OF]
    else:
        second = street.communities[1:2] if nth == 1 else ()
        bare = [grid for community in second for grid in community.grids]
    return {grid.id: _MODES[n % len(_MODES)] for n, grid in enumerate(bare)}


def _compound(grid: Grid, community: Community, n: int, mode: str) -> Compound:
    round, word = divmod(n, len(_WORDS))
    name = community.name.removesuffix("社区") + _WORDS[word] + (str(round + 1) if round else "")
    hired = mode == "backstop" and n % 2 == 0
    company = COMPANIES[n % 2] if mode == "company" else COMPANIES[1] if hired else ""
    known = mode in _MODES[:2] or (mode == "company" and community.id.endswith("-01"))
    committee = f"{_COMMITTEES[mode][0]}-{grid.id}" if known else ""
    return Compound(grid, community, name, mode, company, committee)
