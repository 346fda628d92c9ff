"""`make faults`: kill -9 services, broker and database under load, then account for everything.

Prints what is killed as it goes, the account at the end, and the same as a last line of JSON.
Exit 1 on a single loss or doubling. `--seed` repeats a run's choices; timing is the machine's own.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random, SystemRandom
from typing import Any

import aiohttp

from deploy.local.system import System
from loadtests.cast import load_city, scenes
from loadtests.lifecycles import Told, four_step, full
from loadtests.open_doors import open_doors
from tests.faults.account import Books, Verdict, account
from tests.faults.kills import Killer
from tests.faults.ledger import Ledger, PersistentDoor

PASSWORD = "Faults-only-1"
CITY = Path("deploy/city/demo")
WEIGHTS = {
    "gateway": 6,
    "intake": 6,
    "dispatch": 6,
    "response": 6,
    "evaluation": 6,
    "rabbitmq": 2,
    "mongod": 3,
}


@dataclass(frozen=True)
class Asked:
    """How hard to try."""

    kills: int
    callers: int
    seed: int


async def load(door: PersistentDoor, callers: int, seed: int, over: asyncio.Event) -> Counter[str]:
    """Lifecycles, until it is over; each caller finishes the one it has begun."""
    scene = scenes(load_city(CITY), seed)
    outcomes: Counter[str] = Counter()

    async def caller(number: int) -> None:
        while not over.is_set():
            lifecycle = full if number % 2 else four_step
            try:
                await lifecycle(door, next(scene))
                outcomes[lifecycle.__name__] += 1
            except Told:
                outcomes["told before"] += 1
            except Exception as error:
                outcomes[f"{type(error).__name__}: {error}"[:160]] += 1

    await asyncio.gather(*(caller(number) for number in range(callers)))
    return outcomes


def victims(system: System) -> Mapping[str, Callable[[], None]]:
    """What kills each process and starts it again."""

    def again(process: Any) -> Callable[[], None]:
        def kill() -> None:
            process.kill()
            process.start()

        return kill

    servers = {"rabbitmq": system.servers.rabbit, "mongod": system.servers.mongod}
    everything: dict[str, Any] = {**system.processes, **servers}
    return {name: again(process) for name, process in everything.items()}


async def trial(system: System, asked: Asked, ledger: Ledger, say: Callable[[str], None]) -> Killer:
    """Load and kills together, then wait until everything came to rest."""
    killer = Killer(victims(system), WEIGHTS, Random(asked.seed))
    over = asyncio.Event()
    timeout = aiohttp.ClientTimeout(total=20)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        door = PersistentDoor(session, f"{system.base_url}/api/v1", PASSWORD, ledger)
        working = asyncio.create_task(load(door, asked.callers, asked.seed, over))
        await asyncio.sleep(3)
        await killer.run(asked.kills, say)
        over.set()
        outcomes = await working
    say(
        f"load: {dict(outcomes)}; refused: {dict(ledger.refused)}; asked again {ledger.asked_again}"
    )
    await asyncio.to_thread(system.wait_ready, 120)
    return killer


def settled(system: System, ledger: Ledger, patience: float = 120) -> Verdict:
    """The account once it stops changing: what is still on its way is not lost."""
    until = time.monotonic() + patience
    while True:
        verdict = account(Books(system.servers.mongo_url, system.namespace), ledger.accepted)
        if verdict.holds or time.monotonic() > until:
            return verdict
        time.sleep(2)


async def reconciled(system: System) -> int:
    """Ask operations to compare what was said with what was heard: how much was missing."""
    async with aiohttp.ClientSession() as session:
        door = PersistentDoor(session, f"{system.base_url}/api/v1", PASSWORD, Ledger())
        found = await door.get("reconcile", "ops", "/ops/reconcile?hours=24")
    return sum(map(len, found["missing"].values()))


def run(asked: Asked, say: Callable[[str], None]) -> dict[str, Any]:
    """One whole trial in a folder of its own."""
    environment = open_doors(PASSWORD, log_level="ERROR")
    ledger = Ledger()
    with tempfile.TemporaryDirectory(prefix="whistle-faults-") as folder:
        system = System(Path(folder), namespace="faults", env=environment, supervise=False)
        with system.running():
            say(f"seed {asked.seed}: {asked.kills} kills under {asked.callers} callers")
            killer = asyncio.run(trial(system, asked, ledger, say))
            verdict = settled(system, ledger)
            repaired = asyncio.run(reconciled(system))
            if repaired:
                verdict = settled(system, ledger)
    for line in [*verdict.lost[:20], *verdict.doubled[:20]]:
        say(f"  ✘ {line}")
    return {
        "accepted": verdict.accepted,
        "present": verdict.present,
        "lost": len(verdict.lost),
        "doubled": len(verdict.doubled),
        "repaired": repaired,
        "kills": sum(killer.killed.values()),
        "killed": dict(killer.killed),
        "seed": asked.seed,
    }


def main() -> int:
    """Break things; 1 when something was lost or doubled."""
    parser = argparse.ArgumentParser(description="Break things under load and account for it.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--callers", type=int, default=12)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1_000_000))
    words = parser.parse_args()
    figures = run(
        Asked(words.kills, words.callers, words.seed), lambda text: print(text, flush=True)
    )
    print(
        "accepted {accepted} · present {present} · lost {lost} · doubled {doubled}"
        " · repaired {repaired} · seed {seed}".format(**figures)
    )
    print(json.dumps(figures))
    return 1 if figures["lost"] or figures["doubled"] or not figures["accepted"] else 0


if __name__ == "__main__":
    sys.exit(main())
