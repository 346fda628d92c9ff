"""Live through a whole year of a district and judge it; the last line is JSON.

    python -m tests.year [--share 1] [--seed 2026]

Share 1: as many cases as the figures of the sources give; 4: a quarter of them.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from secrets import token_hex
from time import monotonic, process_time
from typing import Any

from deploy.local.servers import Servers
from tests.year.run import SEED, Told, whole_year
from tests.year.telling import Year
from tests.year.verdict import CHECKS

MOST = 60
"""Lines of what is wrong, of each check."""


class Progress:
    """One line a month: how far, how many stories, how fast."""

    def __init__(self) -> None:
        self._month = ""
        self._began = monotonic()

    def __call__(self, year: Year) -> None:
        """Say so when a month has begun."""
        month = f"{year.now:%Y-%m}"
        if month != self._month:
            self._month = month
            rate = year.told / (monotonic() - self._began)
            _say(f"{month}: {year.told} of {year.planned} stories told, {rate:.1f} a second")


async def live(mongo_url: str, share: int, seed: int) -> dict[str, Any]:
    """Tell the year and judge it."""
    began = monotonic()
    namespace = f"year-{token_hex(4)}"
    async with whole_year(mongo_url, namespace, share, seed=seed, progress=Progress()) as told:
        took = monotonic() - began
        judged = await _judged(told)
        return {
            **judged,
            "share": share,
            "seed": seed,
            "told_s": round(took),
            "seconds": round(monotonic() - began),
            "cpu": round(process_time()),
        }


async def _judged(told: Told) -> dict[str, Any]:
    wrong = {check.__name__: list(await check(*told)) for check in CHECKS}
    for name, found in wrong.items():
        _say(f"{'no ' if found else 'yes'} {name.replace('_', ' ')}")
        for one in found[:MOST]:
            _say(f"      {one}")
    opened, year = told
    return {
        "faults": {name: len(found) for name, found in wrong.items() if found},
        "stories": year.told,
        "events": len(opened.history),
        "kinds": len({one.type for one in opened.history}),
    }


def _asked(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=int, default=1)
    parser.add_argument("--seed", type=int, default=SEED)
    return parser.parse_args(words)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Start what is needed, live, judge."""
    asked = _asked(sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        servers = Servers.from_environment(Path(folder))
        if servers.mongod:
            servers.mongod.start()
        try:
            found = asyncio.run(live(servers.mongo_url, asked.share, asked.seed))
        finally:
            servers.stop()
    _say(json.dumps(found, ensure_ascii=False))
    return 1 if found["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
