"""What a bench run is, and the table people read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.table import Table

from loadtests.measure import Work


@dataclass(frozen=True)
class Run:
    """One measured run of one lifecycle."""

    name: str
    callers: int
    driven: Mapping[str, Any]
    python_cpu: float
    """CPU seconds of one lifecycle."""
    server_cpu: float
    work: Work
    floor: Mapping[str, Any] | None = None
    """What the floor did right after, on the same work."""


def cpu_ms(driven: Mapping[str, Any], served: float) -> float:
    """CPU of one lifecycle, all told: ours, the servers', the client's."""
    whole = lifecycles(driven)
    client = driven["client_cpu_s"] / max(driven["lifecycles"], 1)
    return 1000 * (served / max(whole, 1) + client)


def table(runs: Sequence[Run]) -> Table:
    """What people read."""
    shown = Table(title="Lifecycles on this machine")
    for column in ("lifecycle", "callers", "per s", "p50 ms", "p95 ms", "p99 ms", "request p99"):
        shown.add_column(column, justify="right")
    for column in ("Python ms", "servers ms", "client ms", "errors", "of floor", "its CPU"):
        shown.add_column(column, justify="right")
    for run in runs:
        shown.add_row(*_row(run, run.floor))
    return shown


CALLERS = {"four": 64, "full": 48}
"""The callers at which each lifecycle is compared with the floor."""


def _row(run: Run, floor: Mapping[str, Any] | None) -> list[str]:
    done = max(run.driven["lifecycles"], 1)
    spread = run.driven["lifecycle_ms"]
    share = f"{run.driven['per_s'] / floor['per_s']:.2f} of {floor['per_s']}" if floor else ""
    dearer = f"{cost(run) / floor['cpu_ms']:.1f}× {floor['cpu_ms']:.1f} ms" if floor else ""
    return [
        run.name,
        str(run.callers),
        str(run.driven["per_s"]),
        *(str(spread[name]) for name in ("p50", "p95", "p99")),
        str(run.driven["request_ms"]["p99"]),
        f"{1000 * run.python_cpu:.1f}",
        f"{1000 * run.server_cpu:.1f}",
        f"{1000 * run.driven['client_cpu_s'] / done:.1f}",
        str(sum(run.driven["errors"].values())),
        share,
        dearer,
    ]


def cost(run: Run) -> float:
    """CPU milliseconds of one of its lifecycles, all told."""
    return cpu_ms(run.driven, (run.python_cpu + run.server_cpu) * lifecycles(run.driven))


def lifecycles(driven: Mapping[str, Any]) -> int:
    """How many were done, those that only warmed up among them."""
    return driven["lifecycles"] + driven["warmed"]


def ratio(runs: Sequence[Run]) -> float:
    """What the product did over what the floor did, all turns together."""
    pairs = [(run.driven["per_s"], run.floor["per_s"]) for run in runs if run.floor]
    ours, floors = (sum(rates) for rates in zip(*pairs, strict=True))
    return round(ours / floors, 3)
