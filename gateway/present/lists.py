"""Registrations, resources, needs, deeds and emergencies as one reader sees them."""

from collections.abc import Iterator
from typing import Any

from contracts.views.lists import DeedView, EmergencyView, NeedView, RegistrationView, ResourceView
from contracts.views.passbook import PassbookView, PostingView
from gateway.fold import Folded, nested
from gateway.present.reader import Reader, shown
from gateway.scopes import Sight


def registration_view(id: str, one: Folded, reader: Reader) -> RegistrationView:
    """Who reported where, with which skills."""
    copied = ("account", "unit", "at", "community", "street", "corps", "note", "review", "reason")
    unit = one.get("unit")
    return RegistrationView(
        **_common(id, one, reader, "registration", one.get("community")),
        **{name: one.get(name) for name in copied},
        unit_name=reader.name(unit) if unit else None,
        skills=tuple(one.get("skills", ())),
        updated_at=one.updated_at,
    )


def resource_view(id: str, one: Folded, reader: Reader) -> ResourceView:
    """What is offered."""
    copied = ("provider", "society", "provider_name", "unit", "alliance", "title", "text", "at")
    counted = ("capacity", "left", "starts_at", "ends_at")
    return ResourceView(
        **_common(id, one, reader, "resource", one.get("owner")["at"]),
        **{name: one.get(name) for name in (*copied, *counted)},
        skills=tuple(one.get("skills", ())),
        categories=tuple(one.get("categories", ())),
        updated_at=one.updated_at,
    )


def need_view(id: str, one: Folded, reader: Reader) -> NeedView:
    """What is needed, and how far it is."""
    sight = reader.scope.sight(one.tags)
    copied = ("source", "category", "quantity", "urgency", "community", "street", "offer_id")
    return NeedView(
        **_common(id, one, reader, "need", _matcher(one)),
        **{name: one.get(name) for name in (*copied, "unit", "result", "questionnaire_id")},
        text=shown(one.get("text"), sight),
        address=one.get("place")["address"],
        skills=tuple(one.get("skills", ())),
        updated_at=one.updated_at,
    )


def _matcher(need: Folded) -> str:
    """Who finds an offer for it: the social-work station, else its community."""
    owner = need.get("owner")
    return str(owner["at"] if owner else need.get("community"))


def deed_view(id: str, one: Folded, reader: Reader) -> DeedView:
    """What was done; who did it is known to those who look after the place, and to themselves."""
    sight = reader.scope.sight(one.tags)
    keeper = sight >= Sight.LOCAL
    copied = ("number", "offer_id", "kind", "title", "street", "community", "recorded_at")
    units = tuple(one.get("units", ()))
    accounts = tuple(a for a in one.get("accounts", ()) if keeper or a == reader.me)
    return DeedView(
        id=id,
        **{name: one.get(name) for name in copied},
        **{name: shown(one.get(name), sight) for name in ("text", "result")},
        case_id=one.get("case_id") if keeper else None,
        need_id=one.get("need_id") if keeper else None,
        units=units,
        unit_names=tuple(reader.name(unit) for unit in units),
        accounts=accounts,
    )


def emergency_view(id: str, one: Folded, reader: Reader) -> EmergencyView:
    """Whether it is on, why and until when."""
    return EmergencyView(
        **_common(id, one, reader, "emergency", one.get("at")),
        at=one.get("at"),
        reason=one.get("reason"),
        until=one.get("due_at"),
    )


def _common(id: str, one: Folded, reader: Reader, kind: str, who: str | None) -> dict[str, Any]:
    stage = one.get("stage")
    return {
        "id": id,
        "version": one.heads["dispatch"],
        "number": one.get("number"),
        "stage": stage,
        "created_at": one.created_at,
        "next": reader.next(f"{kind}.{stage}", who, one.get("due_at")),
    }


def passbook_view(id: str, one: Folded, reader: Reader) -> PassbookView:
    """What was earned, line by line, and whether the year is enough."""
    rules = reader.city.rules.offers.earning
    year = one.get("year")
    points, hours = one.get(f"year_points/{year}", 0), one.get(f"year_hours/{year}", 0.0)
    stage, waits = one.get("stage"), one.get("owner")
    copied = ("account", "unit", "street", "community")
    return PassbookView(
        id=id,
        version=one.heads["evaluation"],
        **{name: one.get(name) for name in copied},
        stage=stage,
        points=one.get("points", 0),
        hours=one.get("hours", 0.0),
        year=year,
        year_points=points,
        year_hours=hours,
        passed=points >= rules.pass_points and hours >= rules.pass_hours,
        star=one.get("star", 0),
        stars={key: rated["stars"] for key, rated in nested(one, "rated").items()},
        postings=tuple(_postings(one, reader)),
        created_at=one.created_at,
        updated_at=one.updated_at,
        next=reader.next(f"points.{stage}", waits and waits["at"], one.get("due_at")),
    )


def _postings(one: Folded, reader: Reader) -> Iterator[PostingView]:
    found = nested(one, "postings").items()
    for key, line in sorted(found, key=lambda item: (item[1]["at"], item[0])):
        earning = line.get("earning")
        label = f"earning.{earning}"
        zh, en = reader.city.label(label, "zh"), reader.city.label(label, "en")
        names = {"earning_zh": zh, "earning_en": en} if earning else {}
        yield PostingView.model_validate({"id": key, **line, **names})
