"""The rules of mediation 人民调解, by the name the pack uses; articles are of the 人民调解法."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeAlias, cast

from contracts.actor import Role
from contracts.calendar.wall import to_wall
from contracts.refusals import NotNow, NotSo
from services.response.core.effects import Taken
from services.response.core.order import names, open_steps

Rule: TypeAlias = Callable[[Taken], None]

_HELPING = frozenset({Role.MEDIATOR, Role.BUILDING_HEAD, Role.GRID_WORKER})
"""Who settles disputes: mediators, and at the lowest tier building head and grid worker."""


def consented(taken: Taken) -> None:
    """Art. 17: not if one side refuses; every party has said yes."""
    missing = [one for one in kept(taken, "parties") if not taken.task.consents.get(one)]
    if missing:
        raise not_now("not_everybody_agreed", taken, missing=missing)


def tried(taken: Taken) -> None:
    """“枫桥经验”: the lower tier tries, and keeps a record of it, before the file goes up."""
    tries = [step.step for step in taken.task.steps if step.per_tier and step.most]
    if not any(taken.task.taken.get(step) for step in tries):
        raise not_now("not_tried_here", taken)


def top_tier(taken: Taken) -> None:
    """It fails only where nobody is above: every tier has tried."""
    if len(taken.task.tiers) > 1:
        raise not_now("pass_it_up_first", taken, tier=taken.task.tiers[1].label_zh)


def eligible(taken: Taken) -> None:
    """Whoever is assigned is a mediator of the pack, no party, and was not taken off this file."""
    for account in given(taken, "mediators"):
        if not _mediates(account, taken) or account in taken.task.named.get("party", ()):
            raise NotSo("not_a_mediator", field="fields.mediators", value=account)
        if account in taken.task.taken_off:
            raise NotSo("recused_before", field="fields.mediators", value=account)


def panel(taken: Taken) -> None:
    """At a tier with a panel one of them is of a profession that the kind of dispute asks for."""
    tiers, wanted = taken.task.tiers, taken.task.panel
    if not tiers or not tiers[0].panel or not wanted:
        return
    professions = {taken.city.professionals.profession(one) for one in given(taken, "mediators")}
    if professions.isdisjoint(wanted):
        labels = tuple(taken.city.label(f"profession.{one}", "zh") for one in wanted)
        raise NotSo("not_of_the_panel", field="fields.mediators", professions=labels)


def led(taken: Taken) -> None:
    """Joint mediation has several mediators, and the one who leads is one of them."""
    mediators = given(taken, "mediators")
    if len(mediators) < 2:
        raise NotSo("joint_needs_several", field="fields.mediators")
    if taken.fields.get("lead") not in mediators:
        raise NotSo("lead_not_among_them", field="fields.lead")


def told(taken: Taken) -> None:
    """Art. 23: parties hear their rights before anybody mediates."""
    if taken.fields.get("rights_told") is not True:
        raise NotSo("tell_rights_first", field="fields.rights_told")


def party_known(taken: Taken) -> None:
    """The party that speaks is one of the file's."""
    parties = kept(taken, "parties")
    if taken.fields.get("party") not in parties:
        raise NotSo("not_a_party", field="fields.party", allowed=tuple(parties))


def agreement(taken: Taken) -> None:
    """Art. 28–30: a written one is signed by every party and mediator, and sealed."""
    day = to_wall(taken.now).date()
    if date.fromisoformat(str(taken.fields["effective_on"])) > day:
        raise NotSo("not_effective_yet", field="fields.effective_on")
    if taken.fields.get("form") != "written":
        return
    missing = [one for one in kept(taken, "parties") if one not in given(taken, "signed")]
    if missing:
        raise NotSo("signatures_missing", field="fields.signed", missing=missing)
    if not given(taken, "mediator_signed") or taken.fields.get("sealed") is not True:
        raise NotSo("seal_missing", field="fields.sealed")


def confirms_own(taken: Taken) -> None:
    """A party confirms for itself alone; who records what another said tells how it was said.

    Accounts stand in the order of the parties; where they are fewer, whoever they are.
    """
    parties, accounts = kept(taken, "parties"), taken.task.named.get("party", ())
    if taken.by not in accounts:
        if not taken.fields.get("way"):
            raise NotSo("evidence_missing", field="fields.way")
        return
    its = parties[accounts.index(taken.by)] if len(accounts) == len(parties) else None
    if its not in (None, taken.fields.get("party")):
        raise NotSo("not_a_party", field="fields.party", allowed=(its,))


def watched(taken: Taken) -> None:
    """Art. 31, 32: what is not performed is followed up again, or the parties hear where to go."""
    performed = taken.task.known.get("performed")
    if performed not in (None, "yes") and not taken.task.taken.get("unperformed"):
        raise not_now("not_performed_yet", taken)


def in_window(taken: Taken) -> None:
    """Art. 33: within 30 days of effect."""
    closes = [one.due_at for one in taken.task.clocks if one.step == taken.step.step]
    if any(at < taken.now for at in closes):
        raise not_now("window_closed", taken, closed_at=closes[0])


def kept(taken: Taken, name: str) -> Sequence[str]:
    """Return a list the file holds."""
    return _texts(taken.task.known.get(name))


def given(taken: Taken, name: str) -> Sequence[str]:
    """Return a list of this step's own fields."""
    return _texts(taken.fields.get(name))


def not_now(code: str, taken: Taken, **facts: object) -> NotNow:
    """Return a refusal that names the steps that are open."""
    possible = names(open_steps(taken.task))
    return NotNow(code, state=taken.task.stage, allowed=possible, **facts)


def _texts(value: object) -> Sequence[str]:
    several = cast("tuple[object, ...]", value) if isinstance(value, tuple) else ()
    return [one for one in several if isinstance(one, str)]


def _mediates(account: str, taken: Taken) -> bool:
    known = taken.city.people.get(account)
    return known is not None and any(role in _HELPING for role, _ in known.held)


RULES: Mapping[str, Rule] = {
    "consented": consented,
    "tried": tried,
    "top_tier": top_tier,
    "eligible": eligible,
    "panel": panel,
    "led": led,
    "told": told,
    "party_known": party_known,
    "agreement": agreement,
    "in_window": in_window,
    "watched": watched,
    "confirms_own": confirms_own,
}
