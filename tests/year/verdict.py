"""What holds of any year, each as a question whose answer is a list of what is wrong.

Nothing is lost, no problem is without an owner and a next deadline, every deadline is met or struck
once, and what the boards and the ledgers show is what the events say.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeAlias

from contracts.events.case import CaseSolved
from contracts.events.procedure import TaskStepped
from contracts.events.whistle import WhistleRaised
from contracts.lifecycle import CASE_LIFE, WHISTLE_LIFE
from contracts.machine import Machine
from contracts.offer_life import OFFER_LIFE
from contracts.visit_life import VISIT_LIFE
from services.dispatch.core.registration_life import REGISTRATION_LIFE
from services.dispatch.core.supply.need import NEED_LIFE
from tests.year import boards, deadlines, figures, keeping, ledgers, unsaid
from tests.year.district import District
from tests.year.telling import Year

Wrong: TypeAlias = Sequence[str]
Check: TypeAlias = Callable[[District, Year], Awaitable[Wrong]]

LIVES: Sequence[tuple[str, str, Machine[Any]]] = (
    ("intake", "cases", CASE_LIFE),
    ("intake", "visits", VISIT_LIFE),
    ("dispatch", "whistles", WHISTLE_LIFE),
    ("dispatch", "offers", OFFER_LIFE),
    ("dispatch", "registrations", REGISTRATION_LIFE),
    ("dispatch", "needs", NEED_LIFE),
)
"""What is kept, where, and the table that says whether it is still open."""


async def every_story_is_told_to_its_end(_: District, year: Year) -> Wrong:
    """No story broke off, and only the newest go on."""
    short = year.planned - year.untold - year.told
    return [*year.faults, *([f"{short} stories lost"] if short else [])]


async def nothing_is_parked_or_dead(d: District, _: Year) -> Wrong:
    """Everything that was said was heard."""
    parked = [f"parked: {one}" for bus in d.buses for one in await bus.parked.blocked()]
    dead = [f"dead: {name}" for name, queue in d.broker.queues.items() if queue.dead]
    return [*parked, *dead]


async def everything_open_has_an_owner_and_a_deadline(d: District, _: Year) -> Wrong:
    """Nobody's, or for ever, is nothing: cases, whistles, offers, registrations, needs, visits."""
    wrong: list[str] = []
    for service, name, life in LIVES:
        for one in await d.documents(service, name):
            if life.table[one["state"]["stage"]]:
                wrong += [f"no deadline: {one['_id']}"] if "due_at" not in one else []
                wrong += [f"no owner: {one['_id']}"] if not one["state"].get("owner", 1) else []
    return wrong


async def every_number_was_said_once_and_in_order(d: District, _: Year) -> Wrong:
    """The events of each document are numbered without gaps."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for one in d.history:
        numbers[one.stream].append(one.seq)
    return [stream for stream, said in numbers.items() if said != [*range(1, len(said) + 1)]]


async def every_mediation_that_agreed_solved_its_case(d: District, _: Year) -> Wrong:
    """What neighbours agree on reaches the one who reported it."""
    agreed = {
        one.subject.rsplit("-", 1)[0]
        for one in d.history
        if isinstance(one.data, TaskStepped) and one.data.step == "agreed"
    }
    solved = {one.subject for one in d.history if isinstance(one.data, CaseSolved)}
    return sorted(agreed - solved) if agreed else ["nobody ever agreed"]


async def whistles_and_problems_are_counted_apart(d: District, _: Year) -> Wrong:
    """One whistle may carry several problems."""
    raised = d.all_of(WhistleRaised)
    problems = sum(len(one.problems) for one in raised)
    return [] if len(raised) < problems else [f"{len(raised)} whistles, {problems} problems"]


CHECKS: tuple[Check, ...] = (
    every_story_is_told_to_its_end,
    nothing_is_parked_or_dead,
    everything_open_has_an_owner_and_a_deadline,
    deadlines.every_deadline_was_met_or_struck_once,
    every_number_was_said_once_and_in_order,
    every_mediation_that_agreed_solved_its_case,
    whistles_and_problems_are_counted_apart,
    figures.the_boards_show_what_the_events_say,
    boards.every_row_is_what_the_events_say,
    boards.every_closed_month_is_what_its_records_add_up_to,
    ledgers.every_book_is_what_was_posted_in_it,
    ledgers.nothing_was_claimed_beyond_its_limit,
    keeping.nothing_typed_outlives_its_time,
    unsaid.every_kind_of_event_was_said,
)
"""In this order: the last but one lets years pass, and only then everything was said."""
