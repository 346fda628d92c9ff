"""Who is in the story: chosen from the city pack, every one with an account of their own."""

from dataclasses import dataclass
from pathlib import Path

from contracts.actor import Role
from contracts.city import City
from loadtests.cast import load_city, scenes

CITY = Path("deploy/city/demo")


@dataclass(frozen=True)
class Cast:
    """The people of one telling."""

    city: City
    point: dict[str, float]
    category: str
    street: str
    resident: str
    grid_worker: str
    secretary: str
    commander: str
    district: str
    evaluator: str
    auditor: str
    ops: str
    departments: tuple[str, ...]
    """Five: four are called, the first leads; the fourth objects and names the fifth."""

    def liaison(self, department: str) -> str:
        """Who answers for a department."""
        return self.city.holders(Role.DEPARTMENT_LIAISON, department)[0]

    def head(self, department: str) -> str:
        """Who is told when a department is late."""
        return self.city.holders(Role.DEPARTMENT_HEAD, department)[0]


def cast(seed: int) -> Cast:
    """Choose a place and everybody it needs, the same for the same seed."""
    city = load_city(CITY)
    scene = next(scenes(city, seed, departments=5))

    def anybody(role: Role) -> str:
        return next(id for id, p in city.people.items() if any(r is role for r, _ in p.held))

    wall = next(code for code, c in city.categories.items() if "院墙" in c.name_zh)
    return Cast(
        city=city,
        point=scene.point,
        category=wall,
        street=scene.street,
        resident=scene.resident,
        grid_worker=scene.grid_worker,
        secretary=scene.secretary,
        commander=scene.commander,
        district=anybody(Role.DISTRICT_SUPERVISOR),
        evaluator=anybody(Role.EVALUATOR),
        auditor=anybody(Role.AUDITOR),
        ops=anybody(Role.OPS),
        departments=scene.departments,
    )
