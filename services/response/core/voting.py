"""Votes 表决, by the names the pack uses: what must hold, and what a step of a vote does.

Rule 1: only what somebody proposed is voted on, one proposal at a time, by those on the roll, which
is fixed when it is put: participants by their accounts, everybody else who was there by name.
Rule 2: each has one ballot, and may change it until the vote closes. Whoever has an account casts
it alone; of whoever has none it is shown by hand, and recorded under their name.
Rule 3: it closes at its time by the clock, or before by whoever convened; the result is counted.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, TypeAlias, cast

from contracts.events.event import Event
from contracts.events.vote import TaskBallotCast, TaskVoteClosed, TaskVotePut
from contracts.moments import instant
from contracts.refusals import NotSo
from contracts.steps import StepClock, Value
from contracts.voting import Ballot, Voter, VoteRule
from services.response.core.effects import Effect, Taken
from services.response.core.gate import about
from services.response.core.mediating import Rule, given, kept, not_now
from services.response.core.vote import Vote, counted

Areas: TypeAlias = Mapping[str, float]

COUNTING: Final = "count"
"""The effect that closes a vote: the step that has it is the one the clock takes."""


def proposed(taken: Taken) -> None:
    """What is put is one of the proposals of this file, by its number."""
    motion, proposals = _whole(taken, "motion"), taken.task.proposals
    if not 1 <= motion <= len(proposals):
        raise NotSo("no_such_proposal", field="fields.motion", most=len(proposals))


def no_vote_open(taken: Taken) -> None:
    """One vote at a time, and nothing else is settled before it closes."""
    if taken.task.vote and taken.task.vote.open:
        raise not_now("vote_open", taken, closes_at=taken.task.vote.closes_at)


def vote_open(taken: Taken) -> None:
    """A vote runs, and its time is not over."""
    if _running(taken).closes_at <= taken.now:
        raise not_now("vote_over", taken)


def votes_fit(taken: Taken) -> None:
    """The kind is the pack's, it closes in time, and all who may vote are counted."""
    closes = _closes(taken)
    if not taken.now < closes <= taken.task.complete_by:
        raise NotSo("vote_ends_wrong", field="fields.closes_at", most=taken.task.complete_by)
    roll, rule = _roll(taken), _rule(taken)
    if not roll:
        raise NotSo("nobody_may_vote", field="fields.entitled")
    if _entitled(taken, roll) < len(roll):
        raise NotSo("field_too_few", field="fields.entitled", least=len(roll))
    if rule.by_area:
        _areas_fit(taken, roll)


def own_ballot(taken: Taken) -> None:
    """Whoever votes is on the roll of this vote."""
    if not any(one.account == taken.by for one in _running(taken).roll):
        raise not_now("not_on_the_roll", taken)


def by_hand(taken: Taken) -> None:
    """Whose hand is counted was there, has no account, and the vote is an open one."""
    vote = _running(taken)
    if vote.rule.secret:
        raise not_now("vote_is_secret", taken)
    known = tuple(one.person for one in vote.roll if one.person)
    if taken.fields.get("voter") not in known:
        raise NotSo("not_among_them", field="fields.voter", allowed=known)


def put(taken: Taken) -> Sequence[Event]:
    """Put a proposal to the vote."""
    roll, closes = _roll(taken), _closes(taken)
    shutting = next(one.step for one in taken.task.steps if COUNTING in one.effects)
    return [
        TaskVotePut(
            **about(taken.task),
            vote=(taken.task.vote.n if taken.task.vote else 0) + 1,
            motion=taken.task.proposals[_whole(taken, "motion") - 1],
            rule=_rule(taken),
            closes_at=closes,
            entitled=_entitled(taken, roll),
            area=_number(taken, "area") if _rule(taken).by_area else None,
            roll=roll,
            clocks=(StepClock(step=shutting, due_at=closes),),
        )
    ]


def vote(taken: Taken) -> Sequence[Event]:
    """Cast one's own ballot."""
    running = _running(taken)
    return _cast(taken, next(one for one in running.roll if one.account == taken.by))


def hands(taken: Taken) -> Sequence[Event]:
    """Record a ballot that was shown by hand."""
    running, name = _running(taken), taken.fields["voter"]
    return _cast(taken, next(one for one in running.roll if one.person == name))


def count(taken: Taken) -> Sequence[Event]:
    """Close the vote."""
    running = _running(taken)
    said = () if running.rule.secret else tuple(sorted(running.cast, key=lambda one: one.entry))
    tally = counted(running)
    return [TaskVoteClosed(**about(taken.task), vote=running.n, tally=tally, cast=said)]


def _cast(taken: Taken, voter: Voter) -> Sequence[Event]:
    running = _running(taken)
    return [
        TaskBallotCast(
            **about(taken.task),
            vote=running.n,
            entry=voter.entry,
            account=voter.account,
            person=voter.person,
            ballot=cast(Ballot, taken.fields["ballot"]),
            by_hand=voter.account is None,
            secret=running.rule.secret,
        )
    ]


def _running(taken: Taken) -> Vote:
    running = taken.task.vote
    if running is None or not running.open:
        raise not_now("no_vote_runs", taken)
    return running


def _rule(taken: Taken) -> VoteRule:
    kind = str(taken.fields.get("vote_kind"))
    rules = taken.city.rules.votes
    if kind not in rules:
        raise NotSo("not_a_choice", field="fields.vote_kind", allowed=tuple(rules))
    return rules[kind]


def _closes(taken: Taken) -> datetime:
    """When it was said to close; else after as long as the step that closes it may stand open."""
    said = taken.fields.get("closes_at")
    if isinstance(said, str):
        return instant(said)
    limits = (one.limit for one in taken.task.steps if COUNTING in one.effects and one.limit)
    limit = next(limits, None)
    task = taken.task
    return taken.city.due(task.department, taken.now, limit).at if limit else task.complete_by


def _roll(taken: Taken) -> tuple[Voter, ...]:
    """Participants by their accounts, whoever else was there by name; each once."""
    accounts = dict.fromkeys(taken.task.named.get("participant", ()))
    called = {taken.city.people[one].name for one in accounts if one in taken.city.people}
    present = (name for name in dict.fromkeys(kept(taken, "attendance")) if name not in called)
    areas: Areas = _areas(taken) if _rule(taken).by_area else {}
    rows = [*(("account", one) for one in accounts), *(("person", one) for one in present)]
    return tuple(
        Voter.model_validate({"entry": entry, sort: who, "area": areas.get(who)})
        for entry, (sort, who) in enumerate(rows, 1)
    )


def _areas(taken: Taken) -> Areas:
    """`who 89.5`, line by line, in square metres."""
    found: dict[str, float] = {}
    for line in given(taken, "areas"):
        who, _, area = line.rpartition(" ")
        try:
            found[who.strip()] = float(area)
        except ValueError:
            raise NotSo("area_wrong", field="fields.areas", value=line) from None
        if not who or not 0 < found[who.strip()] <= 10**7:
            raise NotSo("area_wrong", field="fields.areas", value=line)
    return found


def _areas_fit(taken: Taken, roll: Sequence[Voter]) -> None:
    """Everybody's area is known, and that of all owners, which is no less."""
    missing = tuple(str(one.account or one.person) for one in roll if one.area is None)
    if missing:
        raise NotSo("area_missing", field="fields.areas", missing=missing)
    if taken.fields.get("entitled") is None:
        raise NotSo("evidence_missing", field="fields.entitled")
    if _number(taken, "area") < sum(one.area or 0 for one in roll):
        raise NotSo("area_too_small", field="fields.area")


def _entitled(taken: Taken, roll: Sequence[Voter]) -> int:
    return _whole(taken, "entitled") if "entitled" in taken.fields else len(roll)


def _whole(taken: Taken, name: str) -> int:
    value: Value | None = taken.fields.get(name)
    if not isinstance(value, int | float) or value != int(value):
        raise NotSo("field_wrong", field=f"fields.{name}")
    return int(value)


def _number(taken: Taken, name: str) -> float:
    value: Value | None = taken.fields.get(name)
    return float(value) if isinstance(value, int | float) else 0.0


RULES: Mapping[str, Rule] = {
    "proposed": proposed,
    "no_vote_open": no_vote_open,
    "vote_open": vote_open,
    "votes_fit": votes_fit,
    "own_ballot": own_ballot,
    "by_hand": by_hand,
}
EFFECTS: Mapping[str, Effect] = {"put": put, "vote": vote, "hands": hands, COUNTING: count}
