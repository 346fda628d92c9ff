"""Why a whistle was blown, as each reader sees it: who had tried before, and which danger it is."""

import pytest

from contracts.summons import Tried
from contracts.words import Danger
from gateway.kinds import WHISTLES
from gateway.present.blowing import grounds
from gateway.scopes import Sight
from tests.unit.gateway.builders import sampled, told, w, wd
from tests.unit.gateway.matters import READER

SHOWN = (Tried(case_id="case-1", by="grid"), Tried(case_id="case-1", by="gangwan-01"))


def seen(**said):
    drafted = sampled(wd.WhistleDrafted)
    raised = sampled(w.WhistleRaised).model_copy(update=said)
    return WHISTLES.told(WHISTLES.told(None, told(drafted, 1)), told(raised, 2))


@pytest.mark.mechanism(194)
@pytest.mark.parametrize(("sight", "case"), [(Sight.LOCAL, "case-1"), (Sight.CALLED, None)])
def test_who_had_tried_is_called_by_name_and_only_the_street_reads_in_which_case(sight, case):
    shown = grounds(seen(shown=SHOWN), sight, READER)["shown"]

    assert [(one.by_zh, one.case_id) for one in shown] == [
        ("网格", case),
        (READER.city.territory("gangwan-01").name, case),
    ]
    assert shown[0].by_en == "Grid"


def test_a_danger_is_shown_in_both_languages_and_none_where_there_is_none():
    named = grounds(seen(danger=Danger.LIFE), Sight.LOCAL, READER)
    plain = grounds(seen(), Sight.LOCAL, READER)

    assert (named["danger"], named["danger_zh"], named["danger_en"]) == (
        "life",
        "危及生命",
        "Danger to life",
    )
    assert (plain["danger"], plain["danger_zh"], plain["shown"]) == (None, None, ())
