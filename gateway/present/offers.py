"""An offer as one reader sees it: the public list, whoever claims, whoever looks after it.

Rule 1: who claims and who asked is known to those who look after it; others see how many, and
themselves.
Rule 2: a wish hides for whom it is, and where, from all but its community and the claimers it has
agreed to.
"""

from collections.abc import Mapping
from typing import Any

from contracts.offering import Beneficiary, Candidate, Concern
from contracts.sentences import Sentence
from contracts.views.offer import ClaimView, OfferRow, OfferView
from contracts.views.view import Next
from gateway.fold import Folded, Line
from gateway.kinds.offers import claims, live
from gateway.present.reader import Reader, shown
from gateway.scopes import Sight

_CAME = frozenset({"on_duty", "done", "confirmed"})
_ORDERER = Sentence("点单人", "whoever ordered it")
_CLAIMERS = Sentence("认领人", "whoever claimed it")
_AT_IT = frozenset({"filled", "serving"})


def offer_row(id: str, offer: Folded, reader: Reader) -> OfferRow:
    """A line of a list."""
    return OfferRow(**_row(id, offer, reader))


def offer_view(id: str, offer: Folded, reader: Reader) -> OfferView:
    """The whole offer."""
    sight = reader.scope.sight(offer.tags)
    keeper, mine = sight >= Sight.LOCAL, _mine(offer, reader)
    everybody = claims(offer)
    told = ("result", "words", "reason")
    return OfferView(
        **_row(id, offer, reader),
        **{name: shown(offer.get(name), sight) for name in told},
        text=shown(offer.get("text"), sight),
        place=offer.get("place") if _knows_place(offer, reader) else None,
        circle=offer.get("circle"),
        shifts=tuple(offer.get("shifts", ())),
        teams=tuple(offer.get("teams", ())),
        concerns=tuple(_concern(one, keeper, sight) for one in offer.get("concerns", ())),
        beneficiary=_beneficiary(offer, reader),
        asked=_asked(offer, reader, keeper),
        waiting=tuple(Candidate.model_validate(one) for one in offer.get("waiting", ()) if keeper),
        claimed=live(offer),
        arrived=sum(claim.get("stage") in _CAME for claim in everybody.values()),
        claims=tuple(_claim(key, one) for key, one in everybody.items() if keeper),
        mine=_claim(*mine) if mine else None,
        own=reader.me in _askers(offer),
        mustered_after=offer.get("mustered_after"),
        stars=offer.get("stars"),
        photos=tuple(offer.get("photos", ())) if _knows_place(offer, reader) else (),
        timeline=reader.timeline(
            offer,
            sight,
            hidden=() if keeper else _hidden(offer, reader),
            shows=lambda line: keeper or _public(line, reader),
        ),
    )


def _row(id: str, offer: Folded, reader: Reader) -> dict[str, Any]:
    kind, stage = offer.get("kind"), offer.get("stage")
    copied = (
        *("number", "kind", "stage", "street", "community", "category", "starts_at", "ends_at"),
    )
    sight = reader.scope.sight(offer.tags)
    word = f"offer.{kind}.{stage}"
    if word not in reader.city.labels:
        word = f"offer.stage.{stage}"
    return {
        **{name: offer.get(name) for name in copied},
        "id": id,
        "version": offer.heads["dispatch"],
        "kind_zh": reader.city.label(f"offer.{kind}", "zh"),
        "kind_en": reader.city.label(f"offer.{kind}", "en"),
        "stage_zh": reader.city.label(word, "zh"),
        "stage_en": reader.city.label(word, "en"),
        "title": shown(offer.get("title"), sight),
        "address": _address(offer, reader),
        "skills": tuple(offer.get("skills", ())),
        "places": offer.get("places"),
        "left": max(offer.get("places") - live(offer), 0),
        "emergency": offer.get("emergency", False),
        "created_at": offer.created_at,
        "updated_at": offer.updated_at,
        "next": _next(offer, reader),
    }


def _next(offer: Folded, reader: Reader) -> Next:
    stage, owner, by = offer.get("stage"), offer.get("owner"), offer.get("due_at")
    key = f"offer.{stage}"
    if stage == "open" and offer.get("asked"):
        key = "offer.asked"
    if stage == "done" and offer.get("asker"):
        return reader.next("offer.rating", None, by, _ORDERER)
    if stage in _AT_IT and owner and owner["level"] != "department":
        return reader.next(key, owner["at"], by, _CLAIMERS)
    return reader.next(key, owner and owner["at"], by)


def _askers(offer: Folded) -> tuple[str | None, ...]:
    return offer.get("asker"), offer.get("maker")


def _mine(offer: Folded, reader: Reader) -> tuple[str, Mapping[str, Any]] | None:
    own = (
        (key, claim)
        for key, claim in reversed([*claims(offer).items()])
        if claim.get("account") == reader.me or claim.get("unit") in reader.units
    )
    return next(own, None)


def _knows_place(offer: Folded, reader: Reader) -> bool:
    """Whether the reader may know where it is: always, but for a wish."""
    if offer.get("kind") != "wish" or reader.scope.sight(offer.tags) >= Sight.LOCAL:
        return True
    return _introduced(offer, reader) or reader.me in _askers(offer)


def _introduced(offer: Folded, reader: Reader) -> bool:
    mine = _mine(offer, reader)
    return mine is not None and bool(mine[1].get("introduced"))


def _address(offer: Folded, reader: Reader) -> str | None:
    if not _knows_place(offer, reader):
        return reader.name(offer.get("community")) or None
    return offer.get("place")["address"]


def _beneficiary(offer: Folded, reader: Reader) -> Beneficiary | None:
    told = offer.get("beneficiary")
    keeper = reader.scope.sight(offer.tags) in (Sight.LOCAL,)
    knows = keeper or _introduced(offer, reader) or reader.me in _askers(offer)
    return Beneficiary.model_validate(told) if told and knows else None


def _asked(offer: Folded, reader: Reader, keeper: bool) -> Candidate | None:
    asked = offer.get("asked")
    if asked and (keeper or asked["unit"] in reader.units):
        return Candidate.model_validate(asked)
    return None


def _concern(concern: Mapping[str, Any], keeper: bool, sight: Sight) -> Concern:
    hides = {} if keeper else {"case_id": None, "need_id": None}
    return Concern.model_validate(shown({**concern, **hides}, sight))


def _claim(id: str, claim: Mapping[str, Any]) -> ClaimView:
    return ClaimView(id=id, **{k: v for k, v in claim.items() if k in ClaimView.model_fields})


def _hidden(offer: Folded, reader: Reader) -> set[str]:
    known = {claim.get("account") for claim in claims(offer).values()} | {*_askers(offer)}
    return {account for account in known if account and account != reader.me} | {"·"}


def _public(line: Line, reader: Reader) -> bool:
    """Whether a line is for everybody who sees the offer; claims are for their own people."""
    about_claims = line.type.partition(".")[0] in ("claim", "patrol")
    return not about_claims or line.by == reader.me or line.facts.get("account") == reader.me
