"""The votes of a file as one reader sees them: who voted how stands open once a vote has closed."""

from collections.abc import Mapping
from typing import Any

from contracts.views.vote import BallotView, TallyView, VoteView
from gateway.fold import Folded, nested
from gateway.kinds import files as kind
from gateway.present.reader import Reader
from gateway.scopes import Sight

_RULE = ("source", "quorum", "majority", "secret")


def votes(task: Folded, reader: Reader, sight: Sight) -> tuple[VoteView, ...]:
    """Every vote of a file, the first first."""
    found = nested(task, "votes")
    return tuple(_vote(n, found[n], task, reader, sight) for n in sorted(found, key=int))


def proposals(task: Folded) -> tuple[str, ...]:
    """What was proposed, in the order of its numbers."""
    told: list[dict[str, Any]] = [line.facts.get("fields") or {} for line in task.timeline]
    return tuple(dict.fromkeys(str(one["proposal"]) for one in told if "proposal" in one))


def _vote(n: str, vote: Mapping[str, Any], task: Folded, reader: Reader, sight: Sight) -> VoteView:
    rule, tally = vote["rule"], vote.get("tally")
    told: dict[str, Any] = {name: rule[name] for name in _RULE}
    told |= {name: vote.get(name) for name in ("put_at", "closes_at", "closed_at", "entitled")}
    cast = _cast(n, task)
    mine = next((one["entry"] for one in vote["roll"] if one.get("account") == reader.me), None)
    shows = tally is not None and not rule["secret"] and sight >= Sight.OWN
    return VoteView(
        n=int(n),
        motion=vote["motion"],
        kind_zh=rule["label_zh"],
        kind_en=rule["label_en"],
        **told,
        open=str(task.get("vote_open")) == n and kind.due(task) is not None,
        cast=len(cast),
        mine=mine is not None,
        voted=mine in cast,
        tally=_tally(tally) if tally else None,
        ballots=tuple(_ballot(one, cast, reader) for one in vote["roll"]) if shows else (),
    )


def _cast(n: str, task: Folded) -> Mapping[int, Mapping[str, Any]]:
    """The ballots of a vote by their places on the roll."""
    found = nested(task, "ballots")
    keys = (key.partition("-") for key in found)
    return {int(entry): found[f"{of}-{entry}"] for of, _, entry in keys if of == n}


def _tally(tally: Mapping[str, Any]) -> TallyView:
    told = {name: tally.get(name) for name in TallyView.model_fields}
    return TallyView.model_validate(told)


def _ballot(
    voter: Mapping[str, Any], cast: Mapping[int, Mapping[str, Any]], reader: Reader
) -> BallotView:
    said = cast.get(voter["entry"], {})
    account = voter.get("account") or ""
    known = reader.city.people.get(account)
    return BallotView(
        name=voter.get("person") or (known.name if known else account),
        ballot=said.get("ballot"),
        by_hand=bool(said.get("by_hand")),
        area=voter.get("area"),
    )
