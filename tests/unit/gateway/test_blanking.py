"""A view follows its speaker: once the personal data are gone there, they are gone here."""

from datetime import date

import pytest

from contracts.channels import Behalf, Mandate
from contracts.events import EVENTS
from contracts.events.redacted import Depth, Redacted
from contracts.offering import Beneficiary
from contracts.redaction import ANYBODY, GONE, redacted
from gateway.kinds import KINDS, parts, targets
from gateway.kinds.offers import claims
from tests.unit.gateway.builders import c, reported, sampled, told

SECRET = "张三 13812345678"
ONE_WORD = "zhang-san"
"""A word that looks like an id."""
CODES = {"cause", "excluded"}
"""Chosen from a list (`ExclusionCause`), never typed, though an event holds them as text."""
REDACTIONS = {name: event for name, event in EVENTS.items() if issubclass(event, Redacted)}


def typed(name: str, secret: str = SECRET):
    """An event of which every text a person must type, and most they may, says the same."""
    event = sampled(EVENTS[name])
    fields = {field for field, part in type(event).model_fields.items() if part.is_required()}
    fields |= {"words", "note", "comment"} & set(type(event).model_fields)
    fields = {field for field in fields if isinstance(getattr(event, field), str | None)}
    everywhere = event.model_copy(update=dict.fromkeys(fields, secret))
    words = [field for field in fields if getattr(redacted(everywhere, Depth.WHOLE), field) == GONE]
    return event.model_copy(update=dict.fromkeys(words, secret))


BLANKED = [
    (kind, one) for kind in KINDS.values() for one in kind.folds if issubclass(one, Redacted)
]


@pytest.mark.parametrize("secret", [SECRET, ONE_WORD])
@pytest.mark.parametrize(("kind", "redaction"), BLANKED, ids=lambda one: getattr(one, "name", ""))
def test_no_word_of_any_event_is_left_in_the_view_of_the_whole_or_of_a_part(
    kind, redaction, secret
):
    gone = told(redaction(depth=Depth.WHOLE), 99)
    id, view = gone.subject, None
    said = [event for event in kind.folds if not issubclass(event, Redacted)]
    for seq, event in enumerate(sorted(said, key=lambda event: event.type), 1):
        heard = told(typed(event.type, secret), seq, subject=id)
        view = kind.told(view, heard)
    assert secret in str(view)

    blank = kind.told(view, gone)

    left = {field: value for field, value in blank.fields.items() if field not in CODES}
    assert not {field for field, value in left.items() if secret in str(value)}
    assert secret not in str(blank.model_copy(update={"fields": left}))


@pytest.mark.parametrize("name", sorted(REDACTIONS))
def test_whatever_is_redacted_has_a_view_of_its_own_and_its_parts_are_told_apart(name):
    gone = told(REDACTIONS[name](depth=Depth.WHOLE), 9)

    (own,) = [kind for kind, id in targets(gone) if id == gone.subject]

    assert not own.part_of
    assert all(part.part_of for part in parts(gone))


def test_what_is_redacted_takes_its_rulings_reliefs_supervisions_and_deeds_along():
    told_of = {
        name: {kind.name for kind in parts(told(REDACTIONS[name](depth=Depth.WHOLE), 9))}
        for name in ("whistle.redacted", "offer.redacted", "case.redacted")
    }

    assert told_of == {
        "whistle.redacted": {"rulings", "reliefs", "supervisions"},
        "offer.redacted": {"deeds"},
        "case.redacted": {"case-rulings"},
    }


def test_a_wish_forgets_whom_it_is_for_and_who_came_and_can_still_be_read():
    offers = KINDS["offers"]
    proposed = sampled(EVENTS["offer.proposed"])
    named = {"beneficiary": Beneficiary(name="李奶奶", phone="13812345678"), "asker": "head-9"}
    view = offers.told(None, told(proposed.model_copy(update=named), 1, subject="of-1"))
    view = offers.told(view, told(sampled(EVENTS["claim.made"]), 2, subject="of-1"))

    gone = EVENTS["offer.redacted"](depth=Depth.IDENTITY)
    blank = offers.told(view, told(gone, 3, subject="of-1"))

    assert Beneficiary.model_validate(blank.get("beneficiary")).name == GONE
    assert blank.get("asker") == ANYBODY
    assert {claim["account"] for claim in claims(blank).values()} == {ANYBODY}
    assert not any(secret in str(blank) for secret in ("李奶奶", "13812345678", "head-9"))


def test_a_case_forgets_for_whom_it_was_reported_and_who_let_it_be_carried():
    told_of = reported(
        on_behalf_of=Behalf(name="孙来电", phone="13812345678"),
        mandate=Mandate(by="李奶奶", to="区信访局", agreed_on=date(2026, 11, 1)),
    )
    cases = KINDS["cases"]
    view = cases.told(None, told(told_of))

    blank = cases.told(view, told(c.CaseRedacted(depth=Depth.IDENTITY), 2, by="clock"))

    assert "孙来电" in str(view)
    assert not any(who in str(blank) for who in ("孙来电", "13812345678", "李奶奶"))
    assert blank.get("mandate")["agreed_on"] == view.get("mandate")["agreed_on"]


def test_a_case_forgets_who_reported_it_and_nobody_finds_it_by_them():
    first = told(reported(reporter="resident-9", text=SECRET), by="resident-9")
    cases = KINDS["cases"]
    view = cases.told(None, first)

    blank = cases.told(view, told(c.CaseRedacted(depth=Depth.IDENTITY), 2, by="clock"))

    assert "resident-9" in str(view)
    assert "resident-9" not in str(blank)
    assert "person:resident-9" not in blank.tags
    assert blank.get("text") == "张三 ***********"
    assert blank.get("number") == view.get("number")
