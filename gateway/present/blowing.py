"""Who stood behind a whistle on its way up, and which streets share it."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from contracts.events import whistle as w
from contracts.events import whistle_draft as wd
from contracts.views.view import Moment
from contracts.views.whistle import Behind, JointStreet, TriedView
from contracts.words import Level
from gateway.fold import Folded, nested
from gateway.present.reader import Reader
from gateway.scopes import Sight

_LEVELS: Final[Mapping[str, Callable[[Folded], str]]] = {
    wd.WhistleDrafted.type: lambda whistle: str(whistle.get("origin")),
    wd.WhistleRevised.type: lambda whistle: str(whistle.get("origin")),
    wd.WhistleEndorsed.type: lambda _: Level.COMMUNITY,
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


def grounds(whistle: Folded, sight: Sight, reader: Reader) -> dict[str, Any]:
    """Why it was blown: who had tried before, and which danger there is."""
    danger = whistle.get("danger")
    return {
        "shown": tuple(_tried(one, sight, reader) for one in whistle.get("shown", ())),
        "danger": danger,
        "danger_zh": danger and reader.city.label(f"danger.{danger}", "zh"),
        "danger_en": danger and reader.city.label(f"danger.{danger}", "en"),
    }


def _tried(one: dict[str, Any], sight: Sight, reader: Reader) -> TriedView:
    by = one["by"]
    level = f"level.{by}" if by in set(Level) else None
    return TriedView(
        case_id=one["case_id"] if sight >= Sight.LOCAL else None,
        by=by,
        by_zh=reader.city.label(level, "zh") if level else reader.name(by),
        by_en=reader.city.label(level, "en") if level else reader.name(by),
    )


def joint(whistle: Folded, reader: Reader) -> tuple[JointStreet, ...]:
    """The other streets that were asked, and which take part."""
    joined, declined = nested(whistle, "joined"), nested(whistle, "declined")
    return tuple(
        JointStreet(
            street=street,
            street_name=reader.name(street),
            joined=street in joined,
            declined=street in declined and street not in joined,
            opinion=_word(joined.get(street, {}), declined.get(street, {})),
        )
        for street in whistle.get("joint", ())
    )


def _word(joined: Mapping[str, Any], declined: Mapping[str, Any]) -> str | None:
    return joined.get("opinion") or declined.get("reason")
