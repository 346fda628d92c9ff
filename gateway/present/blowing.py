"""Who stood behind a whistle on its way up, and which streets share it."""

from collections.abc import Callable, Mapping
from typing import Final

from contracts.events import whistle as w
from contracts.views.view import Moment
from contracts.views.whistle import Behind, JointStreet
from contracts.words import Level
from gateway.fold import Folded, nested
from gateway.present.reader import Reader
from gateway.scopes import Sight

_LEVELS: Final[Mapping[str, Callable[[Folded], str]]] = {
    w.WhistleDrafted.type: lambda whistle: str(whistle.get("origin")),
    w.WhistleEndorsed.type: lambda _: Level.COMMUNITY,
    w.WhistleRaised.type: lambda _: Level.STREET,
    w.WhistleRatified.type: lambda _: Level.STREET,
}


def chain(whistle: Folded, sight: Sight, reader: Reader) -> tuple[Behind, ...]:
    """Everybody who asked, endorsed, raised or approved, in that order."""
    moments = reader.timeline(whistle, sight, shows=lambda line: line.type in _LEVELS)
    return tuple(_behind(moment, whistle) for moment in moments)


def _behind(moment: Moment, whistle: Folded) -> Behind:
    said = moment.facts.get("reason") or moment.facts.get("opinion")
    level = _LEVELS[moment.type](whistle)
    return Behind(level=level, by=moment.by, opinion=said, at=moment.time)


def joint(whistle: Folded, reader: Reader) -> tuple[JointStreet, ...]:
    """The other streets that were asked, and which take part."""
    joined = nested(whistle, "joined")
    return tuple(
        JointStreet(
            street=street,
            street_name=reader.name(street),
            joined=street in joined,
            opinion=joined.get(street, {}).get("opinion"),
        )
        for street in whistle.get("joint", ())
    )
