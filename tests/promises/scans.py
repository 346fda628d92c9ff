"""Watch what is asked of MongoDB, and name the questions that read a whole collection."""

from typing import Any

from pymongo.asynchronous.database import AsyncDatabase
from pymongo.monitoring import CommandListener, CommandStartedEvent

QUESTIONS = {"find", "aggregate", "update", "count", "distinct", "delete", "findAndModify"}
DRIVERS_OWN = {"lsid", "$db", "$clusterTime", "txnNumber", "readConcern", "writeConcern"}
DRIVERS_OWN |= {"maxTimeMS", "ordered", "$readPreference"}


class Watch(CommandListener):
    """Every question asked through a client: give it as one of its `event_listeners`."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []

    def started(self, event: CommandStartedEvent) -> None:
        if event.command_name in QUESTIONS:
            self.asked.append({k: v for k, v in event.command.items() if k not in DRIVERS_OWN})

    def succeeded(self, event) -> None:
        """Nothing to see."""

    def failed(self, event) -> None:
        """Nothing to see."""

    async def scans(self, database: AsyncDatabase[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the questions that no index answers."""
        return [command for command in self.asked if await _scans(database, command)]


async def _scans(database, command) -> bool:
    parts = [command]
    if "updates" in command:
        parts = [{**command, "updates": [update]} for update in command["updates"]]
    for part in parts:
        plan = await database.command({"explain": part, "verbosity": "queryPlanner"})
        if "COLLSCAN" in str(plan):
            return True
    return False
