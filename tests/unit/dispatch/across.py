"""A joint whistle of gangwan in Haichuan with wenchang in Linhai, in the city of two districts."""

from contracts.actor import Actor
from contracts.events import relief as r
from contracts.events.event import Event
from contracts.words import Place
from services.dispatch import core
from tests.unit.contracts.two_districts import BUREAU, two_districts
from tests.unit.dispatch.builders import WORDS, calls, decide, done, heard, raising
from tests.unit.dispatch.town import NOON, POINT

CITY = two_districts()
GRID = "gangwan-01-01"
HERE = Place(point=POINT, address="1 Lamp Road", territory=GRID, path=CITY.path(GRID))
FACTS = core.Facts(id="wh-1", number="N1", place=HERE)
TEAM = "zhifa-wenchang"
"""Serves wenchang alone."""
ANSWERS = {
    **{"object": core.on_objected, "cannot_solve": core.on_cannot_solve},
    **{"extend": core.on_extension, "suspend": core.on_suspension},
}


def person(account: str) -> Actor:
    return Actor(id=account, posts=CITY.people[account].posts)


COMMANDER, OTHER = person("commander-gangwan"), person("commander-wenchang")
HAICHUAN, LINHAI = person("supervisor-district"), person("supervisor-linhai")


def ask(command, whistle, by=COMMANDER, now=NOON, **facts):
    """What is said to a command in this city."""
    return decide(command, whistle, by, now, CITY, **facts)


def shared(*departments: str, joint=("wenchang",), **changes) -> core.Whistle:
    """A whistle just raised on these departments, the first leading; nobody has joined yet."""
    told = {"tried": "The street fenced it off", "category": "E0406"}
    problems = ({"text": "Fly-tipping", "category": told["category"]},)
    command = raising(
        responders=calls(*(departments or ("gongan", BUREAU))),
        problems=problems,
        joint=joint,
        tried=told["tried"],
        **changes,
    )
    return done(None, ask(command, None, facts=FACTS))


def act(whistle, command, by=COMMANDER, now=NOON, **facts) -> core.Whistle:
    return done(whistle, ask(command, whistle, by, now, **facts))


def tell(whistle, word: str, n: int, **changes) -> tuple[core.Whistle, list[Event]]:
    """What dispatch says when the n-th call's department says this word, and the whistle then."""
    said = WORDS[word](whistle.call(f"wh-1-{n}").department).model_copy(update=changes)
    envelope = heard(said, f"wh-1-{n}")
    after = core.evolve(whistle, core.told(envelope).data)
    answer = list(ANSWERS.get(word, core.on_told)(envelope, after, CITY, NOON))
    return done(after, answer), answer


def relief_of(said: list[Event]) -> r.ReliefAsked:
    (asked,) = said
    assert isinstance(asked, r.ReliefAsked)
    return asked
