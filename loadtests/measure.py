"""What a run cost: CPU by group of processes, memory by process, durable work done."""

import re
import urllib.request
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import psutil
from pymongo import MongoClient

MIB = 1024 * 1024


@dataclass(frozen=True)
class Work:
    """Durable work: documents written, bytes of one, messages said and delivered."""

    documents: float
    size: int
    messages: float
    deliveries: float

    def over(self, before: "Work", lifecycles: int) -> "Work":
        """The work of one lifecycle, between two readings."""
        n = max(lifecycles, 1)
        return Work(
            (self.documents - before.documents) / n,
            self.size,
            (self.messages - before.messages) / n,
            (self.deliveries - before.deliveries) / n,
        )


def cpu_seconds(pids: Iterable[int]) -> float:
    """CPU used so far by these processes and their children."""
    return sum(
        times.user + times.system
        for pid in pids
        for process in [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
        if (times := process.cpu_times())
    )


def resident_mb(pids: Mapping[str, int]) -> dict[str, float]:
    """Resident memory of each process, MiB."""
    return {
        name: round(psutil.Process(pid).memory_info().rss / MIB, 1) for name, pid in pids.items()
    }


def counted(urls: Sequence[str], name: str) -> float:
    """The sum of a Prometheus counter over processes."""
    return sum(_counter(url, name) for url in urls)


def _counter(url: str, name: str) -> float:
    with urllib.request.urlopen(f"{url}/metrics", timeout=5) as answer:
        text = answer.read().decode()
    found = re.findall(rf"^{name}(?:{{[^}}]*}})? ([0-9.e+]+)$", text, re.MULTILINE)
    return sum(map(float, found))


def work(mongo_url: str, databases: Sequence[str], urls: Sequence[str]) -> Work:
    """What has been written and carried so far."""
    with MongoClient[dict[str, Any]](mongo_url) as client:
        written = client.admin.command("serverStatus")["metrics"]["document"]
        stats = [client[name].command("dbStats") for name in databases]
    objects = sum(s["objects"] for s in stats)
    return Work(
        documents=written["inserted"] + written["updated"],
        size=int(sum(s["dataSize"] for s in stats) / max(objects, 1)),
        messages=counted(urls, "whistle_events_said_total"),
        deliveries=counted(urls, "whistle_events_heard_total"),
    )


def percentile(seconds: Sequence[float], share: float) -> float:
    """A percentile in milliseconds; 0 when nothing was timed."""
    ordered = sorted(seconds)
    at = min(len(ordered) - 1, int(len(ordered) * share))
    return round(ordered[at] * 1000, 1) if ordered else 0.0
