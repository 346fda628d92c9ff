"""Who asks, and what they name in the command they send."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from contracts.commands.command import Command
from contracts.commands.routes import BY_COMMAND
from contracts.commands.routes.roles import STAFF
from contracts.commands.whistle import Draft, Raise
from gateway.callers import Caller
from gateway.fold import Folded
from gateway.kinds.cases import may_be_whistled
from services.chassis.acts import new_id

_PREFIX: Final = BY_COMMAND[Raise].prefix


@dataclass(frozen=True)
class Asking:
    """Who asks, what they name, the key of the act, and what it is done with."""

    caller: Caller
    command: Command
    key: str
    target: str = ""

    def photos(self) -> Sequence[str]:
        """The photos it brings."""
        return getattr(self.command, "photos", ())

    def cases(self) -> Iterator[tuple[int, str]]:
        """The cases of a whistle's problems, by the number of the problem."""
        problems = self.command.problems if isinstance(self.command, Draft) else ()
        return ((n, one.case_id) for n, one in enumerate(problems) if one.case_id)

    def lets(self, case: Folded) -> bool:
        """Whether this whistle may be blown on it; one asked for again has been already."""
        return may_be_whistled(case) or case.get("whistle_id") == self._whistle

    def reaches(self, case: Folded) -> bool:
        """Whether the caller reads it and holds a post where it is."""
        posted = self.caller.actor.holds_any(STAFF, *case.get("place")["path"])
        return posted and self.caller.scope.sees(case.tags)

    @property
    def _whistle(self) -> str:
        return self.target or new_id(_PREFIX, self.caller.actor, self.key)
