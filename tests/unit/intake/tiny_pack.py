"""What the pack of the small city says: its places, their outlines, who answers for what."""

from array import array

from contracts.calendar import Span
from contracts.city import Category, Organisation, Outline, Procedure
from contracts.city.duty_list import DutyRow
from contracts.words import Level

TREE = {
    "hc": ("district", None),
    "s1": ("street", "hc"),
    "c1": ("community", "s1"),
    "g1": ("grid", "c1"),
    "g2": ("grid", "c1"),
    "c2": ("community", "s1"),
    "g3": ("grid", "c2"),
    "s2": ("street", "hc"),
    "c3": ("community", "s2"),
    "g4": ("grid", "c3"),
}


def procedure(
    name: str, *levels: str, who: tuple[str, ...] = ("community_officer",), **more
) -> Procedure:
    """A procedure of one step, with a ladder of these levels."""
    words = {"label_zh": name, "label_en": name}
    tiers = [{"tier": level, "level": level, **words} for level in levels]
    step = {"step": "hold", "who": who, **words}
    return Procedure(name=name, assessed=False, steps=(step,), tiers=tiers, **words, **more)


TALKS = procedure("talks", "community", "street", categories=("noise",), limit="talks.whole")
SEATED = ("grid_worker", "community_officer", "street_commander", "department_liaison")
VISIT = procedure("visit", who=SEATED)


def category(code: str, limit: str) -> Category:
    return Category.model_construct(
        code=code, name_zh=code, name_en=code, grade="L3", limit=Span.parse(limit)
    )


def duty(code: str, lowest: Level) -> DutyRow:
    return DutyRow(1, code, "*", "water", (), lowest, "")


def organisation(id: str, kind: str) -> Organisation:
    return Organisation(id=id, kind=kind, name=id, calendar="region", round_the_clock=True)


def square(west: float) -> Outline:
    """A grid of 0.01° each way."""
    corners = ((west, 29.995), (west + 0.01, 29.995), (west + 0.01, 30.005), (west, 30.005))
    ring = array("d", [degree for corner in (*corners, corners[0]) for degree in corner])
    return ((ring,),)


MAP = {"g1": square(119.995), "g2": square(120.005), "g3": square(120.015), "g4": square(120.025)}
