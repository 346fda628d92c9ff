"""Matters as they came in, folded and read."""

from contracts.actor import Actor, Post, Role
from gateway.fold import Folded
from gateway.kinds import CASES
from gateway.present.reader import Reader
from gateway.scopes import Scope
from tests.unit.gateway.builders import told
from tests.unit.intake.builders import NOON
from tests.unit.response.town import DEMO, at

PLACE = at(next(iter(DEMO.compounds)).id)
READER = Reader(
    Scope(Actor(id="ann", posts=(Post(role=Role.STREET_STAFF, at="gangwan"),))), DEMO, NOON
)


def seen(*events) -> Folded:
    """The view after these."""
    view = None
    for seq, event in enumerate(events, 1):
        view = CASES.told(view, told(event, seq))
    return view
