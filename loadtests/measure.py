"""What a run cost: CPU by group of processes, memory by process, durable work done."""

import re
import urllib.request
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import psutil
from pymongo import MongoClient


@dataclass(frozen=True)
class Work:
    """Durable work: what the outcome needs, not what our way of doing it costs on top."""

    messages: float
    """Events said: each published once, confirmed."""
    deliveries: float
    """Events heard by a service, each of which changes one document of that service."""

    def over(self, before: "Work", lifecycles: int) -> "Work":
        """The work of one lifecycle, between two readings."""
        n = max(lifecycles, 1)
        said, heard = self.messages - before.messages, self.deliveries - before.deliveries
        return Work(said / n, heard / n)


def cpu_seconds(pids: Iterable[int]) -> float:
    """CPU used so far by these processes and their children."""
    return sum(
        times.user + times.system
        for pid in pids
        for process in [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
        if (times := process.cpu_times())
    )


def resident_mb(pids: Mapping[str, int]) -> dict[str, float]:
    """Resident memory of each process, MB (a million bytes)."""
    return {
        name: round(psutil.Process(pid).memory_info().rss / 1e6, 1) for name, pid in pids.items()
    }


def counted(urls: Sequence[str], name: str) -> float:
    """The sum of a Prometheus counter over processes."""
    return sum(_counter(url, name) for url in urls)


def _counter(url: str, name: str) -> float:
    with urllib.request.urlopen(f"{url}/metrics", timeout=5) as answer:
        text = answer.read().decode()
    found = re.findall(rf"^{name}(?:{{[^}}]*}})? ([0-9.e+]+)$", text, re.MULTILINE)
    return sum(map(float, found))


def work(urls: Sequence[str]) -> Work:
    """What these processes have said and heard so far."""
    return Work(
        counted(urls, "whistle_events_said_total"), counted(urls, "whistle_events_heard_total")
    )


def document_bytes(mongo_url: str, databases: Sequence[str]) -> int:
    """The mean size of a document."""
    with MongoClient[dict[str, Any]](mongo_url) as client:
        stats = [client[name].command("dbStats") for name in databases]
    return int(sum(s["dataSize"] for s in stats) / max(sum(s["objects"] for s in stats), 1))


def percentile(seconds: Sequence[float], share: float) -> float:
    """A percentile in milliseconds; 0 when nothing was timed."""
    ordered = sorted(seconds)
    at = min(len(ordered) - 1, int(len(ordered) * share))
    return round(ordered[at] * 1000, 1) if ordered else 0.0
