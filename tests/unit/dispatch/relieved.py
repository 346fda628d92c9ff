"""Reliefs that are asked for and granted, for tests that begin with them."""

from tests.unit.dispatch.builders import GRANT, act, tell, whistle
from tests.unit.dispatch.town import COMMANDER, NOON

BEGUN = tell(whistle("water", "roads"), "acknowledge")


def asked(word="extend", before=BEGUN, **changes):
    return tell(before, word, 1, **changes)


def granted(before, relief="wh-1-1-x1", by=COMMANDER, now=NOON):
    return act(before, GRANT, by, now, facts=relief)
