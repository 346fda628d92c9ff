"""One way to walk through the life of anything that is kept, and what must hold at every step.

Rule 1: a step is somebody's act, a word of another service, time that passes, or the clock's look.
Time never runs backwards; it may run over holidays, and the clock may look late.
Rule 2: what is refused is refused whole; what is said must be taken, and is said on the wire.
Rule 3: who may act and what may be asked is drawn half from those it is meant for, half from
everybody at every place: most acts of strangers are refused, and change nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import reduce
from random import Random
from typing import Any, NamedTuple, TypeAlias

from hypothesis import strategies as st

from contracts.actor import Actor, Post, Role
from contracts.city import City
from contracts.commands.command import Command
from contracts.events.event import Event
from contracts.machine import IllegalTransition, Machine
from contracts.refusals import NotThere, Refused
from services.chassis.store import Shape

HOLIDAYS = timedelta(days=9)
"""As long as the Spring Festival and the days around it."""
JUMPS = (timedelta(minutes=20), timedelta(hours=7), timedelta(days=1), HOLIDAYS, timedelta(days=60))
LOOKS = 2_000
"""So often a clock that slept may strike in a row (each day of years) before it is said to race."""


@dataclass(frozen=True)
class Standing:
    """Where something stands, or a part of it, and who owes the next step by when."""

    machine: Machine[Any] | None = field(repr=False)
    """None: it has no table of its own, and its stage only says whether it is over."""
    stage: Any
    seat: str | None = None
    """Whose place or unit it is with; None: whoever may act is found by asking."""
    due_at: datetime | None = None
    beside: Sequence[str] = ()
    """Other places whose people act on it, and the accounts that are named on it."""
    part: bool = False
    """A part of something that is owed as a whole."""
    over: bool | None = None
    """None: the table says so."""

    @property
    def ended(self) -> bool:
        """Whether nothing leads on from here."""
        if self.over is not None or self.machine is None:
            return bool(self.over)
        return set(self.machine.table[self.stage].values()) <= {self.stage}


Said: TypeAlias = Sequence[Event]


class Ask(NamedTuple):
    """A command, and what was found outside for it or its path names."""

    command: Command
    facts: Any = None


@dataclass(frozen=True, eq=False)
class Life:
    """How one kind of thing lives: what may be asked, heard and struck, and by whom."""

    name: str
    shape: Shape[Any]
    city: City
    since: datetime
    starts: Sequence[Any]
    standing: Callable[[Any], Mapping[str, Standing]]
    """The whole under the empty name, and its parts."""
    asks: Callable[[Any, datetime], Sequence[Ask]] = lambda _, __: ()
    """What somebody may ask now, be it right or wrong."""
    decide: Callable[[Ask, Any, Actor, datetime], Said] = lambda *_: ()
    commands: frozenset[type[Command]] = frozenset()
    """All that this service lets people ask of it; each is among the acts (a test says so)."""
    people: Callable[[Any], Sequence[Actor]] = lambda _: ()
    """Those it is meant for."""
    words: Sequence[Callable[[Any, datetime], Said]] = ()
    """What is heard, and what is said because of it."""
    tick: Callable[[Any, datetime], Said] = lambda *_: ()
    rests: Mapping[Any, str] = field(default_factory=dict[Any, str])
    """Stages in which nothing is due, each with the reason."""
    once: str = ""
    """Why nobody's clock strikes again when its deadline has passed; empty: one does."""
    theirs: str = ""
    """Whose clock looks at its deadline, when it is not its own."""
    elsewhere: Mapping[Any, str] = field(default_factory=dict[Any, str])
    """Stages in which its owner acts on something else, each with the reason."""

    def folded(self, state: Any, said: Iterable[Event]) -> Any:
        """The state after these events."""
        return reduce(self.shape.evolve, said, state)


@dataclass(frozen=True)
class Moment:
    """One step of a walk."""

    life: Life
    before: Any
    said: Said
    after: Any
    now: datetime
    looked: bool = False


index = st.integers(0, 9_999)
asking = st.tuples(st.just("ask"), index, index, st.booleans())
hearing = st.tuples(st.just("hear"), index)
passing = st.tuples(st.just("pass"), st.sampled_from(JUMPS))
looking = st.tuples(st.just("look"))
walks = st.lists(st.one_of(asking, asking, asking, hearing, passing, looking), max_size=30)


def drawn(dice: Random, many: int) -> Sequence[tuple[Any, ...]]:
    """As many steps, the same for the same dice."""
    draw: Mapping[str, Callable[[], tuple[Any, ...]]] = {
        "ask": lambda: (dice.randrange(9_999), dice.randrange(9_999), dice.random() < 0.8),
        "hear": lambda: (dice.randrange(9_999),),
        "pass": lambda: (dice.choice(JUMPS),),
        "look": lambda: (),
    }
    kinds = [dice.choice(("ask", *draw, "ask")) for _ in range(many)]
    return [(kind, *draw[kind]()) for kind in kinds]


def walked(life: Life, start: int, steps: Sequence[tuple[Any, ...]]) -> Iterator[Moment]:
    """Every moment of a walk, the first one before anything happened."""
    state, now = life.starts[start % len(life.starts)], life.since
    yield Moment(life, state, (), state, now)
    for kind, *how in steps:
        now += how[0] if kind == "pass" else timedelta()
        said = _HAPPENS[kind](life, state, now, *how)
        try:
            after = life.folded(state, said)
        except (IllegalTransition, NotThere):
            if kind != "hear":
                raise
            said, after = (), state
        yield Moment(life, state, said, after, now, looked=kind == "look")
        state = after


def _asked(life: Life, state: Any, now: datetime, what: int, who: int, meant: bool) -> Said:
    asks = life.asks(state, now)
    people = (life.people(state) if meant else ()) or everybody(life.city)
    if not asks:
        return ()
    kept = _words_of(state)
    try:
        return life.decide(asks[what % len(asks)], state, people[who % len(people)], now)
    except Refused:
        assert _words_of(state) == kept, "refused, and something changed"
        return ()


def _heard(life: Life, state: Any, now: datetime, which: int) -> Said:
    """What comes out of order is refused whole: it waits in its lane."""
    if not life.words:
        return ()
    try:
        return life.words[which % len(life.words)](state, now)
    except (Refused, IllegalTransition):
        return ()


def _looked(life: Life, state: Any, now: datetime) -> Said:
    """All strikes until nothing is due; one that is due and says nothing is stuck."""
    said: list[Event] = []
    for _ in range(LOOKS):
        due = life.shape.due(state)
        if due is None or due > now:
            return said
        struck = life.tick(state, now)
        assert struck, f"{life.name}: due at {due}, now {now}, and nothing is said"
        said, state = [*said, *struck], life.folded(state, struck)
    raise AssertionError(f"{life.name}: still due after {LOOKS} strikes: {said[-2:]}")


_HAPPENS: Mapping[str, Callable[..., Said]] = {
    "ask": _asked,
    "hear": _heard,
    "pass": lambda *_: (),
    "look": _looked,
}


def _words_of(state: Any) -> str:
    return state.model_dump_json() if state is not None else ""


_CAST: dict[int, Sequence[Actor]] = {}
_APPOINTED: dict[int, Sequence[Actor]] = {}


def everybody(city: City) -> Sequence[Actor]:
    """Somebody in every role at every place and unit of a city, and somebody with no post."""
    if id(city) not in _CAST:
        seats = [*list(city.territories)[:12], *list(city.organisations)[:12]]
        posted = [
            Actor(id=f"{role}-{at}", posts=(Post(role=role, at=at),))
            for at in seats
            for role in Role
        ]
        _CAST[id(city)] = (*posted, Actor(id="nobody"))
    return _CAST[id(city)]


def appointed(city: City) -> Sequence[Actor]:
    """The people of a city's pack with their posts; a city without people is cast in full."""
    if id(city) not in _APPOINTED:
        people = [Actor(id=one.id, posts=one.posts) for one in city.people.values()]
        _APPOINTED[id(city)] = tuple(people) or everybody(city)
    return _APPOINTED[id(city)]
