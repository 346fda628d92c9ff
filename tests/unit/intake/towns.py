"""Cities with rules of their own for taking matters in, and what comes with a report."""

from dataclasses import replace
from datetime import date, timedelta

from contracts.actor import Role
from contracts.channels import Behalf, GroupPost, Mandate, Order
from contracts.city.intake import IntakeRules, Standard
from contracts.words import Channel
from tests.unit.intake.builders import EVERYBODY, NOON, actor, city

UNIT_HEAD = actor("dan", Role.UNIT_HEAD, "g1")
OPERATOR = actor("xian", Role.HOTLINE_OPERATOR, "hc")
NEIGHBOURHOOD = city(posted=(*EVERYBODY, UNIT_HEAD, OPERATOR))

SAFE = Standard(
    code="lamp-2",
    category="lamp",
    condition_zh="线缆裸露",
    condition_en="Bare wires",
    limit="2 h",
    closing_zh="已排除危险",
    closing_en="Made safe",
    photo=True,
    recheck=True,
    urgency="urgent",
)
PLAIN = Standard(
    code="lamp-1",
    category="lamp",
    condition_zh="不亮",
    condition_en="Out",
    limit="48 h",
    closing_zh="恢复照明",
    closing_en="It shines",
)


def town(standards=(), **rules):
    """The city of the builders with these rules of [intake] and standards."""
    by_category = {}
    for one in standards:
        by_category[one.category] = (*by_category.get(one.category, ()), one)
    return replace(
        NEIGHBOURHOOD,
        rules=NEIGHBOURHOOD.rules.model_copy(update={"intake": IntakeRules(**rules)}),
        standards=by_category,
    )


def classed(**changes):
    """The city with the lamp's category changed."""
    lamp = NEIGHBOURHOOD.categories["lamp"].model_copy(update=changes)
    return replace(NEIGHBOURHOOD, categories={**NEIGHBOURHOOD.categories, "lamp": lamp})


STANDARDS = town(standards=(PLAIN, SAFE))

ZHANG = Behalf(name="张三", phone="13812345678")
POST = GroupPost(group="grp-5-01", level=5, sender="3-402")
TICKET = Order(external="HC-2026-0001", kind="complaint", due_at=NOON + timedelta(hours=6))
PETITION = Mandate(by="张三", to="区信访局", agreed_on=date(2026, 1, 4))

CARRIED = {
    Channel.GROUP: {"group": POST},
    Channel.HOTLINE: {"order": TICKET},
    Channel.PETITION: {"mandate": PETITION},
    Channel.HOME_VISIT: {"source": "visit-1"},
    Channel.TALK_MEETING: {"source": "2026-01-04 恳谈会"},
    Channel.LISTENING_DAY: {"source": "2026-01-05"},
    Channel.QUESTIONNAIRE: {"source": "q-1"},
    Channel.MONITOR: {"source": "smoke-17"},
    Channel.GRID_WORKER: {"on_behalf_of": ZHANG},
    Channel.WINDOW: {"on_behalf_of": ZHANG},
}
"""What each channel must carry."""
