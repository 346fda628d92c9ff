"""How a case came and what is done with it, for one reader."""

from datetime import datetime
from typing import Any, Final

from contracts.city import City
from contracts.city.intake import Standard
from contracts.events.case_handed import CaseReturned, CaseTransferred
from contracts.lifecycle import CaseStage
from contracts.views.case_work import Came, Opens, Standing, Visited, Work
from contracts.words import Level
from gateway.fold import Folded, nested
from gateway.matrix import Eyes, name, text
from gateway.present.reader import Reader

_LOOKED_AT: Final = {CaseStage.REPORTED: "sorting", CaseStage.SOLVED: "closing"}
"""What somebody looks at it before, by where it stands."""


def came(case: Folded, eyes: Eyes) -> Came:
    """How it came, for these eyes; those of the public are not told for whom."""
    group, order, mandate = (_of(case, name) for name in ("group", "order", "mandate"))
    behalf = _of(case, "on_behalf_of")
    phone: str | None = behalf.get("phone") if eyes is not Eyes.PUBLIC else None
    return Came(
        origin=case.get("origin"),
        on_behalf_of=_name(behalf, "name", eyes),
        phone=phone and text(phone, eyes),
        group=group.get("group"),
        group_level=group.get("level"),
        sender=_name(group, "sender", eyes),
        external=order.get("external"),
        ticket_kind=order.get("kind"),
        promised_by=_promised(case),
        petition_to=case.get("petition_to") or mandate.get("to"),
        entrusted_on=mandate.get("agreed_on"),
        source=case.get("source"),
        seen_at=case.get("seen_at"),
        split_from=case.get("split_from"),
        copied_to=case.get("copied_to"),
    )


def work(case: Folded, reader: Reader) -> Work:
    """What is done with it, in the words of its street."""
    tier_zh, tier_en = _tier(case, reader)
    looks = ("check", "check_by", "check_told") if _looked_at(case) else ()
    told = case.get("check_told") if looks else None
    copied = ("route", "alert_area", *looks, "self_help", "plan", "share", "bundle")
    return Work(
        tier_zh=tier_zh,
        tier_en=tier_en,
        standard=_standard(case, reader),
        opens=tuple(_opens(code, reader) for code in case.get("opens", ())),
        law=_law(case),
        **{name: case.get(name) for name in copied},
        check_told_name=told and reader.name(told),
        alerted=tuple(case.get("alerted", ())),
        checked=tuple(sorted(name for name, ok in _flags(case, "checked") if ok)),
        petition=case.get("petition") or ("entrusted" if case.get("mandate") else None),
        transfers=case.count(CaseTransferred),
        returns=case.count(CaseReturned),
        stuck=case.get("stuck") == "yes",
        parts=tuple(sorted(nested(case, "parts"))),
        visits=_visits(case, reader),
    )


def _law(case: Folded) -> str | None:
    """What sets the limit that runs: of the procedure that has it, or of a petition's answer."""
    if case.get("stage") == CaseStage.ENTRUSTED:
        return case.get("law")
    waits = case.get("stage") == CaseStage.OWNED and case.get("petition") != "answered"
    return case.get("petition_law") if waits else None


def _looked_at(case: Folded) -> bool:
    """Whether somebody is still to look: what has gone on needs it no more."""
    return case.get("check") == _LOOKED_AT.get(case.get("stage"), "")


def _visits(case: Folded, reader: Reader) -> tuple[Visited, ...]:
    found = sorted(nested(case, "visits").items(), key=lambda one: (one[1]["visited_at"], one[0]))
    names = {kind: f"visit.{kind}" for kind in {told["kind"] for _, told in found}}
    return tuple(
        Visited(
            id=id,
            kind_zh=reader.city.label(names[told["kind"]], "zh"),
            kind_en=reader.city.label(names[told["kind"]], "en"),
            **told,
        )
        for id, told in found
    )


def _name(carried: dict[str, Any], field: str, eyes: Eyes) -> str | None:
    full = carried.get(field)
    return name(full, eyes) if full else None


def _promised(case: Folded) -> datetime | None:
    """The soonest of its own ticket's promise and of those it took over."""
    joined = [at for _, at in _flags(case, "promised")]
    known = (_of(case, "order").get("due_at"), *(case.get("promises") or ()), *joined)
    return min((at for at in known if at), default=None)


def _of(case: Folded, name: str) -> dict[str, Any]:
    return case.get(name) or {}


def _flags(case: Folded, prefix: str) -> list[tuple[str, Any]]:
    start = f"{prefix}/"
    return [
        (name.removeprefix(start), value)
        for name, value in case.fields.items()
        if name.startswith(start)
    ]


def _tier(case: Folded, reader: Reader) -> tuple[str, str]:
    """What its rung is called there; with a department, or a line, it is called by its name."""
    owner, path = case.get("owner"), case.get("place")["path"]
    level = owner["level"] if owner else Level.GRID.value
    if level == Level.DEPARTMENT:
        name = reader.name(owner["at"])
        return name, name
    key = f"tier.{level}@{path[1]}" if len(path) > 1 else f"tier.{level}"
    return reader.city.label(key, "zh"), reader.city.label(key, "en")


def _standard(case: Folded, reader: Reader) -> Standing | None:
    code, category = case.get("standard"), case.get("category")
    found = {one.code: one for one in reader.city.standards.get(category, ())}
    if (standard := found.get(code or "")) is None:
        return None
    return standing(standard, reader.city)


def standing(standard: Standard, city: City) -> Standing:
    """A standard in the words of the pack."""
    told = standard.model_dump(include=set(Standing.model_fields) - {"limit"})
    return Standing(**told, limit=str(standard.limit or city.case_limit(standard.category)))


def _opens(code: str, reader: Reader) -> Opens:
    key = f"opens.{code}"
    return Opens(code=code, zh=reader.city.label(key, "zh"), en=reader.city.label(key, "en"))
