"""微信敲门 under load: a street tells all its residents something while the others work.

`make load ARGS="--news"` plays this file beside the usual one.
"""

import itertools
import time
from collections.abc import Mapping
from typing import Any

from locust import between, task

from contracts.actor import Role
from loadtests.cast import load_city
from loadtests.news import NEWS, READERS
from loadtests.phones import Phone
from loadtests.streams import Listening

STREET = "gangwan"
_NEIGHBOURS = frozenset({Role.RESIDENT, Role.BUILDING_HEAD, Role.UNIT_HEAD})
_SEATS = itertools.count()


def neighbours(city: Any) -> list[str]:
    """Everybody who lives in the street, residents first, whichever group they are in."""
    found = [
        (role is not Role.RESIDENT, id)
        for id, person in city.people.items()
        for role, at in person.held
        if role in _NEIGHBOURS and STREET in city.path(at)
    ]
    return [id for _, id in sorted(found)]


class Reader(Listening):
    """Lives in the street with the stream open, and reads what comes."""

    fixed_count = READERS
    wait_time = between(15, 25)

    def on_start(self) -> None:
        """Be the next of them."""
        people = neighbours(load_city(self.environment.parsed_options.city))
        self.account = people[next(_SEATS) % len(people)]
        super().on_start()

    def opened(self) -> None:
        """See `Listening`."""
        NEWS.readers.add(self.account)

    def on_stop(self) -> None:
        """Nothing is owed to it any more."""
        NEWS.leave(self.account)
        super().on_stop()

    def hear(self, event: Mapping[str, Any]) -> None:
        """The notice is shown, and counts as read."""
        if event.get("type") == "notice.sent":
            NEWS.hear(event["subject"], self.account)
            notice = f"/group-notices/{event['subject']}"
            self.ask("read notice", f"{notice}?at_least={event['version']}")
            self.ask("mark read", f"{notice}/read", {})

    @task
    def look(self) -> None:
        """Look at what was told before."""
        self.ask("notices", "/group-notices?limit=20")


class Sender(Phone):
    """The street's commander."""

    fixed_count = 1
    wait_time = between(6, 10)
    account = f"commander-{STREET}"

    @task
    def tell(self) -> None:
        """Tell every group below the street, once all phones are open."""
        if len(NEWS.readers) < READERS:
            return
        readers, pressed = frozenset(NEWS.readers), time.monotonic()
        body = {
            "group": f"g-{STREET}",
            "kind": "emergency",
            "title": "台风预警",
            "text": "请勿外出",
        }
        if sent := self.ask("post notice", "/group-notices", body):
            NEWS.post(sent["id"], pressed, readers)
