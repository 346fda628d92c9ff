"""[intake] of city.toml and standards.csv: how matters are taken in and sorted here.

Every field has a default, so a pack without them works: all rungs exist, nothing is checked before
it is sorted, and the words of the special routes are the product's own.
"""

from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from contracts.calendar import Span
from contracts.channels import SpecialRoute
from contracts.words import Channel, Level, Sphere, Urgency

OPENS: Final[Mapping[Sphere, tuple[str, ...]]] = {
    Sphere.PUBLIC: ("transfer", "whistle"),
    Sphere.SHARED: ("deliberation", "repair", "service"),
    Sphere.PRIVATE: ("self_help", "mediation", "service"),
}
"""三事分流, ours: 公家事 a department or a whistle; 大家事 talks, property or a partner unit; 自家
事 the household, with mediation or help on request."""


class Standard(BaseModel):
    """One of a category's standards 立案条件: a case is bound to exactly one (运城)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    category: str
    condition_zh: str
    condition_en: str
    limit: Span | None
    """None: the category's own."""
    closing_zh: str
    """结案条件: what must be true before it may be closed."""
    closing_en: str
    photo: bool = False
    """It may be closed only with a photo."""
    recheck: bool = False
    """Somebody must look again before it is closed, as after a hazard (found → re-checked)."""
    urgency: Urgency | None = None
    """What the condition makes of it, whatever the sorter says."""
    source: str | None = None
    """Whose rules the limit and the conditions are."""


class GroupRule(BaseModel):
    """What the groups of one level do with a message (问题处置机制)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    answers: Level
    """The rung that answers first."""
    within: Span
    """After this and as much again it is passed up."""


class Stuck(BaseModel):
    """When a case counts as stuck 久拖不决."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    handovers: int = Field(default=3, gt=0)
    """Transfers and returns together."""
    age: Span = Span.parse("30 cd")


class RouteWords(BaseModel):
    """What somebody is told whose matter takes a special route."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: str = Field(min_length=1, max_length=2000)
    pointer: str = Field(min_length=1, max_length=2000)


ROUTES: Final[Mapping[SpecialRoute, RouteWords]] = {
    SpecialRoute.EMERGENCY: RouteWords(
        reason="紧急事项，已立即转紧急救助电话。", pointer="110、119、120、122"
    ),
    SpecialRoute.LEGAL: RouteWords(
        reason="依法应当或者已经通过诉讼、仲裁、纪检监察、行政复议、信息公开、信访等途径办理。",
        pointer="请向相应的法定途径反映，社区可协助指引。",
    ),
    SpecialRoute.REPEATED: RouteWords(
        reason="同一事项已在办理或已办结，且没有新的情况。", pointer="请按原编号查看进展和结果。"
    ),
    SpecialRoute.SECRET: RouteWords(
        reason="涉及国家秘密、商业秘密或个人隐私，不能在此办理。",
        pointer="请向有权处理的单位当面反映。",
    ),
    SpecialRoute.BEYOND: RouteWords(
        reason="不属于政府职责范围。", pointer="可通过市场服务或社会组织解决，社区可提供名录。"
    ),
    SpecialRoute.IMPROPER: RouteWords(
        reason="诉求违反法律法规或公序良俗。", pointer="如需了解相关法律，可咨询社区法律顾问。"
    ),
}
"""The product's own words, by 北京市接诉即办工作条例 art. 11."""


class IntakeRules(BaseModel):
    """How matters are taken in and sorted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    one_tap_category: str | None = None
    """What a one-tap report without a guess is called; None: a guess is needed."""
    check_before_sorting: tuple[Channel, ...] = ()
    """Channels whose reports somebody must look at before they are sorted (核查)."""
    check_span: Span = Span.parse("2 h")
    """核查, before it is registered: 运城 2 h."""
    closing_check_span: Span = Span.parse("24 h")
    """核实, before it is closed: 运城 24 h."""
    rungs: Mapping[str, tuple[Level, ...]] = {}
    """Area kind (`urban`, `rural`) → the rungs there are; all when it is not named."""
    groups: Mapping[str, GroupRule] = {}
    """Group level `1` to `5` → its rule."""
    opens: Mapping[Sphere, tuple[str, ...]] = OPENS
    stuck: Stuck = Stuck()
    routes: Mapping[SpecialRoute, RouteWords] = ROUTES
