"""Ledgers that add up: what was earned by whom and when, and what was claimed against its limit.

Read from the raw events alone; what is kept is compared with it, book by book and year by year.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isclose
from typing import Any, Final

from contracts.envelope import Envelope
from contracts.events.event import Event
from contracts.offering import OfferKind
from services.evaluation.store import PASSBOOKS
from tests.year.district import District
from tests.year.telling import Year

Said = Sequence[Envelope[Event]]
AMOUNTS: Final = {"points.posted": ("points", "amount"), "hours.posted": ("hours", "hours")}
FREES: Final = frozenset({"claim.released", "claim.lapsed"})
"""What gives a place back; who stayed away has used it."""
ENDS: Final = FREES | {"claim.confirmed", "claim.missed"}


async def every_book_is_what_was_posted_in_it(d: District, _: Year) -> Sequence[str]:
    """Points and hours of each account, of each year, and the balance each posting says."""
    kept = {one["_id"]: one["state"] for one in await d.documents("evaluation", PASSBOOKS.name)}
    return [*misposted(d.history, kept), *unbalanced(d.history)]


async def nothing_was_claimed_beyond_its_limit(d: District, _: Year) -> Sequence[str]:
    """Places of offers, wishes of a person, places of a resource, extensions of a call."""
    limits = (d.city.rules.offers.max_open_wishes, d.city.extension.max)
    return [*overclaimed(d.history), *overlent(d.history), *overdrawn(d.history, *limits)]


def misposted(said: Iterable[Envelope[Event]], kept: Mapping[str, Any]) -> Iterator[str]:
    """Books that hold something else than what was posted."""
    posted: dict[str, Counter[str]] = defaultdict(Counter)
    for one, ledger, amount in _postings(said):
        posted[one.subject].update({ledger: amount, f"{one.data.year} {ledger}": amount})
    if not posted:
        yield "nobody earned anything"
    for id in sorted(posted.keys() | kept.keys()):
        holds = _holds(kept[id]) if id in kept else {}
        for what in sorted(posted[id].keys() | holds.keys()):
            if not isclose(holds.get(what, 0), posted[id][what], abs_tol=1e-6):
                yield f"{id} {what}: kept {holds.get(what)}, posted {posted[id][what]}"


def _holds(book: Mapping[str, Any]) -> Mapping[str, float]:
    years = {
        f"{year} {ledger}": amount
        for year, both in book["years"].items()
        for ledger, amount in zip(("points", "hours"), both, strict=True)
    }
    return {"points": book["points"], "hours": book["hours"], **years}


def unbalanced(said: Iterable[Envelope[Event]]) -> Iterator[str]:
    """Postings whose balance is not that of all before; and what was taken back twice."""
    balance: Counter[tuple[str, str]] = Counter()
    reversed_: Counter[str] = Counter()
    for one, ledger, amount in _postings(said):
        balance[one.subject, ledger] += amount  # pyright: ignore[reportArgumentType]
        reversed_.update([one.data.reverses] if one.data.reverses else [])
        if not isclose(one.data.balance, balance[one.subject, ledger], abs_tol=1e-6):
            yield f"{one.subject} {ledger}: {one.data.posting_id} says {one.data.balance}"
    yield from (f"taken back twice: {id}" for id, times in reversed_.items() if times > 1)


def _postings(said: Iterable[Envelope[Event]]) -> Iterator[tuple[Envelope[Any], str, float]]:
    for one in sorted(said, key=lambda one: (one.subject, one.seq)):
        if one.type in AMOUNTS:
            ledger, field = AMOUNTS[one.type]
            yield one, ledger, getattr(one.data, field)


def overclaimed(said: Iterable[Envelope[Event]]) -> Iterator[str]:
    """Offers that more held than there were places."""
    places: dict[str, int] = {}
    live: dict[str, set[str]] = defaultdict(set)
    for one in sorted(said, key=lambda one: (one.stream, one.seq)):
        data: Any = one.data
        if one.type in ("offer.proposed", "offer.published"):
            places[one.subject] = data.places or places[one.subject]
        elif one.type in FREES:
            live[one.subject].discard(data.claim_id)
        elif one.type == "claim.made":
            live[one.subject].add(data.claim_id)
            if len(live[one.subject]) > places[one.subject]:
                yield f"{one.subject}: {len(live[one.subject])} of {places[one.subject]} places"
    if not live:
        yield "nobody ever claimed anything"


def overlent(said: Iterable[Envelope[Event]]) -> Iterator[str]:
    """Resources that were promised oftener than they are there."""
    capacity: dict[str, int] = {}
    held: dict[str, set[str]] = defaultdict(set)
    for one in sorted(said, key=lambda one: (one.stream, one.seq)):
        data: Any = one.data
        if one.type == "resource.listed":
            capacity[one.subject] = data.capacity
        elif one.type == "resource.released":
            held[one.subject].discard(data.offer_id)
        elif one.type == "resource.reserved":
            held[one.subject].add(data.offer_id)
            if len(held[one.subject]) > capacity[one.subject]:
                yield f"{one.subject}: {len(held[one.subject])} of {capacity[one.subject]} lent"


def overdrawn(said: Iterable[Envelope[Event]], wishes: int, extensions: int) -> Iterator[str]:
    """People with too many wishes at once, and calls that were extended too often."""
    kinds = {one.subject: getattr(one.data, "kind", "") for one in said if _proposes(one)}
    open_: dict[str, set[str]] = defaultdict(set)
    for one in sorted(said, key=lambda one: one.time):
        data: Any = one.data
        if one.type == "claim.made" and kinds[one.subject] == OfferKind.WISH:
            open_[data.account].add(data.claim_id)
            if len(open_[data.account]) > wishes:
                yield f"{data.account}: {len(open_[data.account])} wishes at once"
        elif one.type in ENDS:
            open_[data.account].discard(data.claim_id)
        elif one.type == "call.extended" and data.count > extensions:
            yield f"{data.task_id}: extended {data.count} times"


def _proposes(one: Envelope[Event]) -> bool:
    return one.type == "offer.proposed"
