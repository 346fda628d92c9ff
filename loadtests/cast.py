"""Who acts in a load: scenes drawn from a city pack by a seed, the same for the same seed.

Points are random inside grids and reporters many, so that the duplicate rules see a real city.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from contracts.actor import Role
from contracts.city import City, OrganisationKind
from contracts.city.reader import read_city
from contracts.words import Level


@dataclass(frozen=True)
class Scene:
    """One problem somewhere, and everybody it needs."""

    point: dict[str, float]
    address: str
    category: str
    text: str
    street: str
    resident: str
    grid_worker: str
    officer: str
    secretary: str
    commander: str
    evaluator: str
    departments: tuple[str, ...]
    liaisons: tuple[str, ...]
    items: tuple[str, ...]
    """What an assessment judges, by the pack's weights."""

    @property
    def accounts(self) -> tuple[str, ...]:
        """Everybody in it."""
        officials = (self.grid_worker, self.officer, self.secretary, self.commander)
        return (self.resident, *officials, self.evaluator, *self.liaisons)

    @property
    def report(self) -> dict[str, Any]:
        """The body of a report."""
        return {
            "text": self.text,
            "category": self.category,
            "point": self.point,
            "address": self.address,
        }


WHAT = (
    "路面塌陷",
    "垃圾堆放",
    "井盖破损",
    "路灯不亮",
    "占用消防通道",
    "污水外溢",
    "护栏损坏",
    "噪声扰民",
)


def load_city(folder: Path) -> City:
    """Read a city pack from its folder."""
    files = {
        file.relative_to(folder).as_posix(): file.read_text("utf-8")
        for file in folder.rglob("*")
        if file.suffix in {".toml", ".csv", ".geojson"}
    }
    return read_city(files)


def scenes(city: City, seed: int, departments: int = 4, places: int = 24) -> Iterator[Scene]:
    """Scenes for ever, in so many grids: each grid is two or three accounts to sign in."""
    random = Random(seed)
    drawn = [id for id in city.outlines if city.territory(id).level is Level.GRID]
    grids = random.sample(drawn, min(places, len(drawn)))
    residents, evaluators = _holding(city, Role.RESIDENT), _holding(city, Role.EVALUATOR)
    callable_ = responders(city)
    categories = sorted(
        code
        for code, category in city.categories.items()
        if not category.restricted and not city.directory.refused_duty(code)
    )
    evaluators = [
        id for id, p in city.people.items() if any(r is Role.EVALUATOR for r, _ in p.held)
    ]
    while True:
        grid = random.choice(grids)
        path = city.path(grid)
        called = random.sample(callable_, departments)
        yield Scene(
            point=_inside(city, grid, random),
            address=f"{city.territory(path[2]).name} {random.randint(1, 200)} 号",
            category=random.choice(categories),
            text=f"{random.choice(WHAT)}，已经 {random.randint(1, 9)} 天",
            street=path[1],
            resident=random.choice(residents),
            grid_worker=city.holders(Role.GRID_WORKER, grid)[0],
            officer=city.holders(Role.COMMUNITY_OFFICER, path[2])[0],
            secretary=city.holders(Role.COMMUNITY_SECRETARY, path[2])[0],
            commander=city.holders(Role.STREET_COMMANDER, path[1])[0],
            evaluator=random.choice(evaluators),
            departments=tuple(called),
            liaisons=tuple(city.holders(Role.DEPARTMENT_LIAISON, id)[0] for id in called),
            items=tuple(city.scoring.weights),
        )


def _holding(city: City, role: Role) -> list[str]:
    return [id for id, person in city.people.items() if any(r is role for r, _ in person.held)]


def responders(city: City) -> list[str]:
    """Departments and enterprises that have a liaison, in order."""
    callable_kinds = {OrganisationKind.DEPARTMENT, OrganisationKind.ENTERPRISE}
    return sorted(
        id
        for id, organisation in city.organisations.items()
        if organisation.kind in callable_kinds and city.holders(Role.DEPARTMENT_LIAISON, id)
    )


def _inside(city: City, grid: str, random: Random) -> dict[str, float]:
    """A point of the grid: a random mean of its corners, which is inside where it is convex."""
    ring: Sequence[float] = city.outlines[grid][0][0]
    corners = list(zip(ring[::2], ring[1::2], strict=True))
    weights = [random.random() + 0.05 for _ in corners]
    total = sum(weights)
    lng = sum(w * x for w, (x, _) in zip(weights, corners, strict=True)) / total
    lat = sum(w * y for w, (_, y) in zip(weights, corners, strict=True)) / total
    return {"lng": round(lng, 6), "lat": round(lat, 6)}
