"""A city of two districts, made of a generated one: its last two streets are another district's.

Haichuan keeps gangwan, binhe and the rural town wangshan; Linhai has wenchang and beiling, people
at its own district, and a department that serves Linhai alone; the parks office serves Haichuan
alone. All other departments and the enterprises serve the whole city.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

from contracts.city import City, read_city
from deploy.city.generate import files
from deploy.city.plan import Plan

HAICHUAN, LINHAI = "haichuan", "linhai"
BUREAU = "chengguan-linhai"
"""The department of Linhai."""
PARKS = "gongyuan"
"""The department of Haichuan."""
_CODES: Final = {"wenchang": ("990101003", "990102003"), "beiling": ("990101004", "990102004")}
_POSTS: Final = {
    "supervisor-linhai": "district_supervisor",
    "hotline-linhai": "hotline_operator",
    "evaluator-linhai": "evaluator",
    "auditor-linhai": "auditor",
    "ops-linhai": "ops",
    "admin-linhai": "admin",
}


def _territories(text: str) -> str:
    for street, (was, now) in _CODES.items():
        text = text.replace(f",{HAICHUAN},{was},", f",{LINHAI},{now},").replace(was, now)
        assert f"{street},street," in text
    return f"{text}{LINHAI},district,临海区,,990102,urban\n"


def _organisations() -> str:
    own = f"{BUREAU},department,临海区城管局,region,{LINHAI},\n"
    return f"{own}{PARKS},department,海川区公园管理处,region,{HAICHUAN},\n"


def _heads() -> str:
    return "".join(f"head,head-{id},{id},,\n" for id in (BUREAU, PARKS))


def _people() -> str:
    at_the_district = [f"{id},临潮,{role},{LINHAI}" for id, role in _POSTS.items()]
    called = [
        f"{post}-{id},临涛,department_{post},{id}"
        for id in (BUREAU, PARKS)
        for post in ("liaison", "head")
    ]
    resident = ["resident-linhai,临舟,resident,wenchang-01-01"]
    return "".join(f"{row}\n" for row in (*at_the_district, *called, *resident))


def _made() -> Mapping[str, str]:
    plan = Plan(streets=4, communities=8, grids=10, building_heads=3, seed=1, villages=2)
    one = files(plan)
    return {
        **one,
        "territories.csv": _territories(one["territories.csv"]),
        "organisations.csv": one["organisations.csv"] + _organisations(),
        "assignments.csv": one["assignments.csv"] + _heads(),
        "people.csv": one["people.csv"] + _people(),
        "duties.csv": one["duties.csv"]
        + f"*,{LINHAI},{BUREAU},@street,street,默认：本区城管牵头\n",
    }


FILES: Final[Mapping[str, str]] = _made()


@cache
def two_districts() -> City:
    """The city, read."""
    return read_city(FILES)
