"""The rules of talks and meetings 议事, by the name the pack uses."""

from collections.abc import Mapping

from contracts.refusals import NotSo
from services.response.core.effects import Taken
from services.response.core.mediating import Rule, given, not_now


def several_parties(taken: Taken) -> None:
    """居民说事: residents are there, and somebody to answer them; above the grid at least two."""
    present = _known_parties(taken, "parties_present")
    if "residents" not in present:
        raise NotSo("residents_missing", field="fields.parties_present")
    above = not taken.task.tiers or taken.task.tiers[0].level != "grid"
    if above and len(set(present)) < 2:
        raise NotSo("one_party_only", field="fields.parties_present")


def parties_configured(taken: Taken) -> None:
    """五方联席会: every party the pack configures is called, and those who come are of them."""
    if "parties_called" not in taken.fields:
        _known_parties(taken, "parties_present")
        return
    called = _known_parties(taken, "parties_called")
    missing = [one for one in taken.city.rules.meetings.parties if one not in called]
    if missing:
        labels = tuple(taken.city.label(f"party.{one}", "zh") for one in missing)
        raise NotSo("parties_missing", field="fields.parties_called", missing=labels)


def three_parties(taken: Taken) -> None:
    """街道+社区+居民共商共治: all three are there."""
    present = _known_parties(taken, "parties_present")
    missing = [one for one in ("street", "community", "residents") if one not in present]
    if missing:
        labels = tuple(taken.city.label(f"party.{one}", "zh") for one in missing)
        raise NotSo("parties_missing", field="fields.parties_present", missing=labels)


def area_only(taken: Taken) -> None:
    """A warning is of an area, never of a person: nobody is named on it."""
    if any(taken.task.named.values()):
        raise NotSo("area_only", field="named")


def votes_counted(taken: Taken) -> None:
    """Somebody voted; of files begun before votes were cast."""
    counts = [taken.fields.get(name) for name in ("votes_for", "votes_against", "abstained")]
    if any(not isinstance(one, int) for one in counts) or not sum(map(_number, counts)):
        raise NotSo("nobody_voted", field="fields.votes_for")


def carried(taken: Taken) -> None:
    """The latest vote was carried; of files begun before votes were cast, by the counts told."""
    known, vote = taken.task.known, taken.task.vote
    told = _number(known.get("votes_for")) > _number(known.get("votes_against"))
    if not (vote.carried if vote else told):
        raise not_now("not_carried", taken)


def _known_parties(taken: Taken, name: str) -> list[str]:
    allowed = taken.city.rules.meetings.parties
    present = list(given(taken, name))
    for one in present:
        if one not in allowed:
            raise NotSo("not_a_choice", field=f"fields.{name}", allowed=allowed)
    return present


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


RULES: Mapping[str, Rule] = {
    "several_parties": several_parties,
    "parties_configured": parties_configured,
    "three_parties": three_parties,
    "area_only": area_only,
    "votes_counted": votes_counted,
    "carried": carried,
}
