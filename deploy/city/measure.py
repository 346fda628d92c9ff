"""What a large city costs: `python -m deploy.city.measure`, 300 streets unless told otherwise.

Prints processor seconds to read and to map, megabytes held, and microseconds per look-up. Each
figure is of this run on this machine: compare two runs of one afternoon, not two machines.
"""

import argparse
import gc
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import TypeVar

from contracts.calendar import Span
from contracts.city import City, read_city
from contracts.city.places import Places
from deploy.city.generate import files
from deploy.city.map_check import map_problems
from deploy.city.outlines import extent
from deploy.city.plan import Plan, lay_out

_LARGE = Plan(streets=300, communities=7_000, grids=100_000, building_heads=0, seed=1)
_ASKED = 20_000

Made = TypeVar("Made")


def _resident_mb() -> float:
    status = Path("/proc/self/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _timed(what: str, make: Callable[[], Made]) -> Made:
    gc.collect()
    before, start = _resident_mb(), process_time()
    made = make()
    seconds = process_time() - start
    gc.collect()
    print(f"{what:<42}{seconds:>9.2f} s {_resident_mb() - before:>+9.1f} MB")
    return made


def _each(what: str, ask: Callable[[int], object], times: int = _ASKED) -> None:
    took: list[float] = []
    for nth in range(times):
        start = perf_counter()
        ask(nth)
        took.append((perf_counter() - start) * 1e6)
    p99 = quantiles(took, n=100)[98]
    print(f"{what:<42}{median(took):>9.1f} µs median {p99:>8.1f} p99 {max(took):>9.1f} max")


def _points(plan: Plan) -> Sequence[tuple[float, float]]:
    west, south, east, north = extent(lay_out(plan))
    dice = Random(plan.seed)
    return [(dice.uniform(west, east), dice.uniform(south, north)) for _ in range(_ASKED)]


def _ask(city: City, plan: Plan) -> None:
    places = _timed("map (Places)", lambda: Places(city))
    points = _points(plan)
    _each("locate", lambda nth: places.locate(*points[nth]))
    grids = [id for id in city.outlines if id.count("-") >= 2]
    dice, now = Random(plan.seed), datetime(2026, 9, 30, 7, tzinfo=UTC)
    chosen = [dice.choice(grids) for _ in range(_ASKED)]
    _each("path", lambda nth: city.path(chosen[nth]))
    _each("duty", lambda nth: city.duty("E0406", chosen[nth]))
    for text in ("4 wh", "5 wd", "15 cd"):
        span = Span.parse(text)
        _each(f"due {text}", lambda nth, span=span: city.due(chosen[nth], now, span))


def main() -> None:
    """Measure a city of the size asked for."""
    parser = argparse.ArgumentParser(description="Measure a generated city.")
    for name, value in vars(_LARGE).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=int, default=value)
    plan = Plan(**vars(parser.parse_args()))
    print(f"{plan.streets} streets, {plan.communities} communities, {plan.grids} grids")
    made = _timed("generate", lambda: files(plan))
    without = {name: text for name, text in made.items() if name != "grids.geojson"}
    print(f"{'files':<42}{sum(map(len, made.values())) / 1e6:>9.1f} million characters")
    _timed("read, without outlines", lambda: read_city(without))
    city = _timed("read, with outlines", lambda: read_city(made))
    _timed("check the map", lambda: list(map_problems(city.territories, city.outlines)))
    _ask(city, plan)


if __name__ == "__main__":
    main()
