"""Who answers at a rung of a procedure's ladder, at a place."""

from collections.abc import Iterator, Sequence

from contracts.city.city import City
from contracts.city.territory import DEPTH
from contracts.steps import Tier
from contracts.words import Level


def responder(tier: Tier, path: Sequence[str], city: City) -> str | None:
    """Return who serves a tier at a place, given as its path from the district down.

    An organisation of the tier's kinds there, in the order of the pack; else the territory itself;
    None: the place is not known that closely.
    """
    at = territory(tier, path)
    if tier.responder:
        return tier.responder
    return at and next(_serving(tier.kinds, at, city), at)


def territory(tier: Tier, path: Sequence[str]) -> str | None:
    """Return the place a tier stands for; None: the path does not go that deep."""
    depth = DEPTH.get(Level.GRID if tier.level is Level.UNIT else tier.level, len(path))
    return path[depth] if depth < len(path) else None


def rungs_from(
    responder: str, tiers: Sequence[Tier], path: Sequence[str], city: City
) -> tuple[Tier, ...]:
    """Return the rungs from the one a responder stands on up; all when it stands on none."""
    held = places(responder, city)
    stands = [
        tier.responder == responder if tier.responder else territory(tier, path) in held
        for tier in tiers
    ]
    return tuple(tiers[stands.index(True) if any(stands) else 0 :])


def manned(
    tiers: Sequence[Tier], path: Sequence[str], city: City
) -> tuple[str | None, tuple[Tier, ...]]:
    """Return the first responder there is on a ladder, and the rungs from it up."""
    for at, tier in enumerate(tiers):
        if found := responder(tier, path, city):
            return found, tuple(tiers[at:])
    return None, ()


def places(responder: str, city: City) -> tuple[str, ...]:
    """Return where a responder's people hold their posts: itself, and the place it serves."""
    return tuple(dict.fromkeys(at for at in (responder, city.serves(responder)) if at))


def _serving(kinds: Sequence[str], territory: str, city: City) -> Iterator[str]:
    for kind in kinds:
        for one in city.organisations.values():
            if one.kind.value == kind and one.territory == territory:
                yield one.id
