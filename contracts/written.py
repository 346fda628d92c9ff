"""What nobody typed: the reasons clocks and rules write into the record, in both languages.

Events keep the Chinese text, as they keep what people type; a reader gets the English beside it.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Written(NamedTuple):
    """The same reason twice."""

    zh: str
    en: str


NOBODY_ANSWERED: Final = Written(
    "超过时限一倍仍未履行，自动提级，请区级裁定或另行指派",
    "Twice the limit passed without an answer: escalated by itself, for the district to rule",
)
LEAD_FELL: Final = Written(
    "原牵头单位已退出，由其他到场单位牵头",
    "The unit that led is out; another one that was called leads",
)
MAY_NOT_RETURN: Final = Written(
    "已裁定由本单位承办，或异议次数已用完，不得再次退回",
    "A ruling named this unit, or it has objected as often as it may: it cannot return the call",
)
_ELSEWHERE: Final = (
    Written("超过办理时限一倍未处理，自动提级", "Twice the limit passed: passed up by itself"),
    Written(
        "部门超过办理时限一倍未办结，自动收回",
        "The department let twice the limit pass: taken back by itself",
    ),
    Written("回访：诉求人表示未解决", "Called back: the reporter says it is not solved"),
    Written("核实：现场未解决", "Checked at the scene: it is not solved"),
    Written("本层级调处时限已到，自动移交上一层级", "The time of this tier is over: passed up"),
    Written("点单人逾期未评价，视为认可", "Whoever ordered did not rate it in time: taken as yes"),
    Written("部门申请延期，已批准", "More time was granted to the department"),
    Written("挂账：已批准暂停办理", "A pause was granted"),
    Written("挂账结束，继续办理", "The pause is over: it goes on"),
    Written(
        "信访事项依法自受理之日起六十日内办结，代办时限随之顺延",
        "The law gives a petition's answer sixty days: its agent has as long",
    ),
    Written("退回后逾期未修改，不再吹哨", "Returned and not revised in time: not raised"),
    Written("认领后未到岗（爽约）", "Taken on and not kept"),
    Written("无人承接，退回原承办单位", "Nobody took it on: back to whoever held it"),
    Written("到时无人到岗，自动取消", "Nobody came in time: called off by itself"),
)
"""Said by other services, which keep their own words."""

_ENGLISH: Final[Mapping[str, str]] = dict((NOBODY_ANSWERED, LEAD_FELL, MAY_NOT_RETURN, *_ELSEWHERE))


def english(text: object) -> str | None:
    """Return the English of a text nobody typed; None for what people wrote."""
    return _ENGLISH.get(text) if isinstance(text, str) else None
