"""`make load`: a system, locust's people on it, and a verdict.

Exit 1 when requests failed, calls stayed unanswered, or the whistle took too long to the phone.
`--base` judges a system that runs already (its demo password in WHISTLE_DEMO_PASSWORD).
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from deploy.local.foreground import foreground
from deploy.local.system import System
from loadtests.measure import percentile
from loadtests.news import READERS, judged
from loadtests.open_doors import open_doors
from loadtests.profiles import PROFILES
from loadtests.verdict import Bars, verdict

PASSWORD = "Load-only-1"
LOCUSTFILE = Path(__file__).with_name("locustfile.py")
NEWSFILE = LOCUSTFILE.with_name("newsfile.py")


@contextmanager
def target(base: str, folder: Path) -> Generator[tuple[str, str]]:
    """The address and the demo password of a system, ours unless one is named."""
    if base:
        yield base, os.environ["WHISTLE_DEMO_PASSWORD"]
        return
    system = System(folder, namespace="load", env=open_doors(PASSWORD), say=print)
    with system.running():
        yield system.base_url, PASSWORD


def locust(base: str, password: str, asked: argparse.Namespace, folder: Path) -> None:
    """Run the profile; the figures are left in the folder."""
    words: dict[str, Any] = {
        "host": base,
        "password": password,
        "rhythm": asked.profile,
        "seconds": asked.seconds,
        "people": asked.people + (READERS + 1 if asked.news else 0),
        "seed": asked.seed,
        "csv": folder / "run",
        "calls-file": folder / "calls.json",
        "stop-timeout": 15,
    }
    flags = [text for name, value in words.items() for text in (f"--{name}", str(value))]
    files = f"{LOCUSTFILE},{NEWSFILE}" if asked.news else str(LOCUSTFILE)
    command = [sys.executable, "-m", "locust", "-f", files, "--headless", *flags]
    subprocess.run([*command, "--only-summary", "--loglevel", "WARNING"], check=False)


def load(asked: argparse.Namespace) -> int:
    """Play one profile and judge it."""
    with tempfile.TemporaryDirectory(prefix="whistle-load-") as name:
        folder = Path(name)
        with target(asked.base, folder) as (base, password):
            locust(base, password, asked, folder)
        with (folder / "run_stats.csv").open(newline="") as file:
            stats = list(csv.DictReader(file))
        calls = json.loads((folder / "calls.json").read_text())
    complaints = [*verdict(stats, calls, Bars()), *(judged(calls["news"]) if asked.news else ())]
    for complaint in complaints:
        print(f"✘ {complaint}")
    total = stats[-1]
    print(
        json.dumps(
            {
                "holds": not complaints,
                "requests_per_s": round(float(total["Requests/s"]), 1),
                "failures": int(total["Failure Count"]),
                "calls": calls["raised"],
                "rang": len(calls["rang"]),
                "unanswered": len(calls["unanswered"]),
                "told": len(calls["news"]["took"]),
                "news_p99_ms": percentile(calls["news"]["took"], 0.99),
                "phone_p50_ms": percentile(calls["rang"], 0.5),
                "phone_p99_ms": percentile(calls["rang"], 0.99),
            }
        )
    )
    return 1 if complaints else 0


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", choices=tuple(PROFILES), default="steady")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--news", action="store_true", help="a street tells its residents, too")
    parser.add_argument("--base", default="", help="of a system that runs already")
    asked = parser.parse_args()
    return foreground(lambda: load(asked))


if __name__ == "__main__":
    sys.exit(main())
