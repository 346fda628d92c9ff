"""What others were asked for: whoever asked waits for it, or says why not.

Rule 1: what asked others for a part ends when the last of them is done. A level that lets its part
lie holds nobody up for ever: with a reason, on record, the rest may be closed without it.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from contracts.events.event import Event
from contracts.events.procedure import TaskEnded, TaskPartEnded
from contracts.refusals import NotNow
from services.response.core.effects import Taken
from services.response.core.gate import about
from services.response.core.mediating import Rule
from services.response.core.order import names, open_steps
from services.response.core.task import Task

WAIVER: Final = "waiver"
"""The field that says why it does not wait."""


def on_part_ended(part: str, told: TaskEnded, task: Task | None) -> Sequence[Event]:
    """Note that one of those who were asked is done; `part` is their task."""
    if task is None or not task.open or part not in task.parts:
        return []
    ended = {"responder": told.department, "outcome": told.outcome}
    return [TaskPartEnded(**about(task), part=part, **ended)]


def _parts_done(taken: Taken) -> None:
    """Everybody who was asked is done, or there is a reason not to wait."""
    task, city = taken.task, taken.city
    if task.parts and not taken.fields.get(WAIVER):
        known = {**city.directory.stations, **city.territories, **city.organisations}
        waiting = [known[who].name if who in known else who for who in task.parts.values()]
        facts = {"state": task.stage, "allowed": names(open_steps(task)), "open": waiting}
        raise NotNow("parts_open", parts=[*task.parts], **facts)


RULES: Mapping[str, Rule] = {"parts_done": _parts_done}
