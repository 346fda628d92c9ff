"""A state machine is a table: for each state, which events may happen and where they lead.

Rule 1: every state is a key of the table, terminal ones with an empty row.
Rule 2: an event missing from a row is illegal there, and that is said in one place: here.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from contracts.events.event import Event

State = TypeVar("State", bound=Hashable)


class IllegalTransition(Exception):
    """This event cannot happen in this state."""

    def __init__(self, state: object, event: Event) -> None:
        super().__init__(f"{type(event).__name__} cannot happen while {state}")
        self.state = state
        self.event = event


@dataclass(frozen=True)
class Machine(Generic[State]):
    """A table of legal moves, and the questions one asks of it."""

    table: Mapping[State, Mapping[type[Event], State]]

    def advance(self, state: State, event: Event) -> State:
        """Return the state reached when this event happens."""
        try:
            return self.table[state][type(event)]
        except KeyError:
            raise IllegalTransition(state, event) from None

    def allows(self, state: State, kind: type[Event]) -> bool:
        """Whether this kind of event may happen now."""
        return kind in self.table[state]

    def replay(self, state: State, events: Iterable[Event]) -> State:
        """Return the state reached after all these events."""
        for event in events:
            state = self.advance(state, event)
        return state
