"""A need told in a questionnaire is on the list once, and says nobody's name but a named one's."""

import pytest

from contracts.events.questionnaire import QuestionnaireNeedTold
from services.dispatch.handlers.told_needs import ToldNeeds
from tests.unit.dispatch.bazaar import CITY
from tests.unit.dispatch.office import Office
from tests.unit.dispatch.town import HERE
from tests.unit.gateway.builders import told


@pytest.mark.mechanism(30, 79)
@pytest.mark.parametrize("reporter", [None, "resident-1"])
async def test_it_is_listed_once_however_often_it_is_heard(reporter):
    office = Office(city=CITY)
    event = QuestionnaireNeedTold(
        need_id="nd-q1-0", text="A canteen", place=HERE, author="ofi", reporter=reporter
    )
    heard = told(event, 4, subject="qn-1", by="anybody")
    listening = ToldNeeds(office.offers.looking, lambda: office.now)

    await listening.on_told(heard)
    await listening.on_told(heard)

    (stated,) = [one for one in office.said if one.type == "need.stated"]
    need = (await office.shelves["needs"].get("nd-q1-0")).state
    assert (stated.by, stated.data.questionnaire_id) == ("clock", "qn-1")
    assert (need.stage, need.asker, need.stated_by) == ("open", reporter, "ofi")
    assert need.due_at
