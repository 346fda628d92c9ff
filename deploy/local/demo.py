"""`make demo`: the story of a whistle, end to end, through the public API and over real servers.

It uses the system that `make up` runs, or starts one for the telling. Every line is printed only
after the person it is about has seen it on their own page or stream.
Exit 0: every step was seen. 1: one was not. 2: the system cannot run here, and why.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from random import SystemRandom

from deploy.local.foreground import foreground
from deploy.local.keys import keys
from deploy.local.run_state import read_note
from deploy.local.system import System
from deploy.local.up import FOLDER
from tests.clients import House, Problem
from tests.e2e.cast import cast
from tests.e2e.story import tell
from tests.e2e.telling import Telling
from tests.e2e.timeline import Timeline, Unseen


@contextmanager
def running(folder: Path) -> Generator[str]:
    """The address of a system: the one that runs in the folder, or one of our own."""
    note = read_note(folder)
    if note and note.get("ready"):
        print(f"Telling it on the system that runs at {note['address']}")
        yield note["address"]
        return
    with System(folder, trace=True, say=print).running() as system:
        yield system.base_url


async def play(address: str, password: str, seed: int) -> Telling:
    """Tell the whole story; raises what was not seen."""
    timeline = Timeline(lambda line: print(line, flush=True))
    async with House(address, password) as house:
        telling = Telling(cast(seed), timeline, house.enter)
        await tell(telling)
    return telling


def demo(folder: Path, seed: int) -> int:
    """Play it once."""
    told = keys(folder) | dict(os.environ)
    with running(folder) as address:
        try:
            telling = asyncio.run(play(address, told["WHISTLE_DEMO_PASSWORD"], seed))
        except (Unseen, Problem, TimeoutError) as missed:
            print(f"\n✘ {missed}\nThe story is not over (--seed {seed}); logs: {folder}/logs/")
            return 1
    steps = telling.timeline.steps
    print(f"\n{steps} steps, every one seen at its far end. Whistle {telling.whistle}")
    print(f"Its path through all services: make trace WHISTLE={telling.whistle}")
    return 0


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Play the story of a whistle, end to end.")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="of the system")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1_000_000))
    asked = parser.parse_args()
    return foreground(lambda: demo(asked.folder, asked.seed))


if __name__ == "__main__":
    sys.exit(main())
