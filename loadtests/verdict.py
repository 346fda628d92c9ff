"""Did the run hold? Errors, unanswered whistles, and the time from whistle to phone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loadtests.measure import percentile


@dataclass(frozen=True)
class Bars:
    """What a run must keep."""

    error_rate: float = 0.001
    """Share of requests that may fail."""
    p95_ms: float = 1000.0
    """Of every kind of request; sign-in apart, which is slow on purpose."""
    phone_p99_ms: float = 250.0
    """Raise → the liaison's open stream (quality page)."""


def verdict(stats: Sequence[Mapping[str, str]], calls: Mapping[str, Any], bars: Bars) -> list[str]:
    """Everything that did not hold, in words; empty when all did.

    Args:
        stats: rows of locust's `_stats.csv`.
        calls: what `loadtests.calls.Calls.write` left.
        bars: what to hold it to.
    """
    rows = [row for row in stats if row["Name"] not in {"Aggregated", "sign in"}]
    requests = sum(int(row["Request Count"]) for row in rows)
    failures = sum(int(row["Failure Count"]) for row in rows)
    complaints = [
        f"{row['Name']}: 95 % took up to {row['95%']} ms, the bar is {bars.p95_ms:.0f} ms"
        for row in rows
        if row["Type"] in {"GET", "POST"} and float(row["95%"] or 0) > bars.p95_ms
    ]
    if not requests or not calls["raised"]:
        complaints.append(f"{requests} requests and {calls['raised']} calls: nothing was tried")
    if failures > requests * bars.error_rate:
        complaints.append(f"{failures} of {requests} requests failed")
    if calls["unanswered"]:
        some = ", ".join(calls["unanswered"][:5])
        complaints.append(f"{len(calls['unanswered'])} calls stayed unanswered: {some}")
    phone = percentile(calls["rang"], 0.99)
    if phone > bars.phone_p99_ms:
        complaints.append(f"whistle to phone p99 {phone} ms, the bar is {bars.phone_p99_ms:.0f} ms")
    return complaints
