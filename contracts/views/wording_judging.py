"""The words for what is judged, called back, counted by the month and warned of (see `wording`)."""

from collections.abc import Mapping

from contracts.sentences import Sentence

HAPPENED: Mapping[str, Sentence] = {
    "assessment.due": Sentence("等待评价", "To be judged"),
    "assessment.scored": Sentence("已评价", "Judged"),
    "assessment.appealed": Sentence("部门申诉", "Appealed"),
    "assessment.ruled": Sentence("申诉已裁定", "The appeal was ruled on"),
    "assessment.overdue": Sentence("评价超时", "Overdue"),
    "assessment.final": Sentence("评价定档", "Final"),
    "callback.due": Sentence("等待回访", "To be called back"),
    "callback.tried": Sentence("回访未接通", "Nobody answered"),
    "callback.overdue": Sentence("回访超时", "Overdue"),
    "callback.recorded": Sentence("已回访", "Called back"),
    "callback.excluded": Sentence("本次回访已剔除，不计入三率", "Left out of the rates"),
    "assessment.exempted": Sentence("不计超时（申诉通过）", "The overdue is not counted"),
    "street.judged": Sentence("部门评价了街道的吹哨", "The department judged the street"),
    "month.collected": Sentence("月榜已封榜", "The month was closed"),
    "month.published": Sentence("月榜已发布", "The month was published"),
    "month.amended": Sentence("月榜更正，形成新版本", "The month was amended: a new version"),
    "month.overdue": Sentence("月榜发布超时", "Publishing is overdue"),
    "lagging.flagged": Sentence("列为滞后街道", "Flagged as lagging"),
    "lagging.sponsored": Sentence("已明确包保领导", "A leader took charge"),
    "lagging.cleared": Sentence("滞后销号", "Cleared"),
    "lagging.overdue": Sentence("滞后街道包保超时", "Taking charge is overdue"),
    "risk.flagged": Sentence("数据预警", "The area stands out: a warning"),
    "risk.answered": Sentence("已预防走访", "Somebody went there"),
    "risk.missed": Sentence("预防走访逾期未到", "Nobody went in time"),
    "opinion.given": Sentence("街道对派驻人员的年度意见", "The street's opinion of the year"),
    "department.rated": Sentence("街道平时评价部门", "The street rated the department"),
    "review.asked": Sentence("申请复核", "A review was asked for"),
    "review.passed": Sentence("一级审核通过", "The first of two agreed"),
    "review.granted": Sentence("二级审核通过", "Granted"),
    "review.refused": Sentence("审核不通过", "Refused"),
    "review.overdue": Sentence("审核超时", "The review is overdue"),
}
