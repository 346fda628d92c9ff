"""The words readers see for what happened and for what happens next, in both languages.

Rule 1: every event of the vocabulary has its words; a test says so.
Rule 2: what happens next is said as an instruction to whoever must do it.
"""

from collections.abc import Mapping

from contracts.sentences import Sentence

HAPPENED: Mapping[str, Sentence] = {
    "case.reported": Sentence("已上报", "Reported"),
    "case.sorted": Sentence("已研判分类", "Sorted"),
    "case.answered": Sentence("当场答复", "Answered on the spot"),
    "case.merged": Sentence("与另一事项合并", "Merged with an earlier case"),
    "case.joined": Sentence("又有人反映同一问题", "Somebody else reported the same"),
    "case.refused": Sentence("不予受理", "Not accepted"),
    "case.withdrawn": Sentence("已撤回", "Withdrawn"),
    "case.supplemented": Sentence("补充了材料", "Something was added"),
    "case.hurried": Sentence("催办", "Asked when it will be done"),
    "case.escalated": Sentence("上报上一级", "Passed up"),
    "case.overdue": Sentence("超过办理时限", "Overdue"),
    "case.transferred": Sentence("转办部门", "Handed to a department"),
    "case.returned": Sentence("退回，重新处理", "Came back to its owner"),
    "case.whistled": Sentence("街道已吹哨", "The street whistled"),
    "case.solved": Sentence("问题已解决", "Solved"),
    "case.fed_back": Sentence("已向反映人反馈", "The reporters were told"),
    "case.confirmed": Sentence("反映人已认可", "The reporter agreed"),
    "case.reopened": Sentence("反映人认为未解决，重新办理", "Not solved: opened again"),
    "case.closed": Sentence("办结归档", "Closed"),
    "whistle.drafted": Sentence("拟吹哨", "Whistle drafted"),
    "whistle.endorsed": Sentence("社区已核实", "Endorsed by the community"),
    "whistle.refused": Sentence("未予吹哨", "Not raised"),
    "whistle.raised": Sentence("街道吹哨", "The street whistled"),
    "whistle.lead_changed": Sentence("变更牵头部门", "The lead changed"),
    "whistle.reminded": Sentence("街道催办", "Reminded"),
    "whistle.mustered": Sentence("各部门已全部到场", "Everybody has arrived"),
    "whistle.solved": Sentence("各部门均已办结", "Everybody says it is done"),
    "whistle.resumed": Sentence("继续处置", "Work goes on"),
    "whistle.confirmed": Sentence("街道核验销哨", "Confirmed by the street"),
    "whistle.assessed": Sentence("各部门均已评价", "Everybody was judged"),
    "whistle.closed": Sentence("哨单归档", "The file was closed"),
    "whistle.withdrawn": Sentence("撤哨", "Withdrawn"),
    "whistle.escalated": Sentence("提请区级协调", "Passed up to the district"),
    "whistle.overdue": Sentence("下一步已超时", "The next step is overdue"),
    "call.summoned": Sentence("呼叫部门", "A department was called"),
    "call.warned": Sentence("临期预警", "The limit is near"),
    "call.overdue": Sentence("超时", "Overdue"),
    "supervision.opened": Sentence("督办", "Supervision opened"),
    "supervision.answered": Sentence("部门答复督办", "The supervision was answered"),
    "supervision.unanswered": Sentence("督办逾期未答复", "The supervision was not answered"),
    "supervision.closed": Sentence("督办办结", "The supervision is over"),
    "whistle.message_said": Sentence("留言", "A message on the thread"),
    "whistle.message_unanswered": Sentence("部门未按时答复街道", "The street was not answered"),
    "whistle.meeting_held": Sentence("召开会商", "A meeting was held"),
    "whistle.step_done": Sentence("会商事项办结", "An agreed step is done"),
    "whistle.step_overdue": Sentence("会商事项超时", "An agreed step is late"),
    "call.escalated": Sentence("提级到区", "Escalated to the district"),
    "ruling.opened": Sentence("等待裁定", "A ruling is awaited"),
    "ruling.overdue": Sentence("裁定超时", "The ruling is overdue"),
    "ruling.lapsed": Sentence("无须再裁定", "No ruling is needed any more"),
    "ruling.decided": Sentence("已裁定", "Ruled"),
    "call.released": Sentence("部门退出本哨", "The department was released"),
    "call.accepted": Sentence("街道认可处置结果", "The street accepted the work"),
    "call.sent_back": Sentence("退回返工", "Sent back"),
    "task.notified": Sentence("任务已送达部门", "The department was notified"),
    "task.acknowledged": Sentence("已签收", "Acknowledged"),
    "task.arrived": Sentence("已到场报到", "Arrived"),
    "task.progressed": Sentence("处置进展", "Progress"),
    "task.completed": Sentence("部门反馈办结", "The department says it is done"),
    "task.objected": Sentence("部门提出异议", "The department objected"),
    "task.cannot_solve": Sentence("部门报告无法解决", "The department cannot solve it"),
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
}

NOBODY = Sentence("无", "nobody")
NOTHING = Sentence("已结束", "Nothing: it is over")
REPORTER = Sentence("反映人", "the reporter")
EVALUATOR = Sentence("考核员", "the evaluator")

NEXT: Mapping[str, Sentence] = {
    "case.reported": Sentence("研判分类", "Sort it"),
    "case.owned": Sentence(
        "办理：自行解决、转办部门或吹哨", "Settle it, hand it to a department, or whistle"
    ),
    "case.transferred": Sentence("部门办理并反馈结果", "Deal with it and report back"),
    "case.whistled": Sentence("各部门到场处置，街道核验", "The departments act; the street checks"),
    "case.solved": Sentence("向反映人反馈结果", "Tell the reporters the result"),
    "case.fed_back": Sentence(
        "确认是否解决；到期未答视为认可", "Say whether it is solved; silence counts as yes"
    ),
    "case.confirmed": Sentence("电话回访", "Call the reporter back"),
    "whistle.draft": Sentence("审定并吹哨", "Approve it and whistle"),
    "whistle.unendorsed": Sentence("社区核实并签署意见", "Check it and endorse it"),
    "whistle.endorsed": Sentence("审定并吹哨", "Approve it and whistle"),
    "whistle.mustering": Sentence("签收并到场报到", "Acknowledge and come"),
    "whistle.working": Sentence("处置并反馈办结", "Act and report back"),
    "whistle.solved": Sentence("逐项核验并销哨", "Check every problem and confirm"),
    "whistle.confirmed": Sentence("评价各部门", "Judge every department"),
    "whistle.assessed": Sentence("归档", "Close the file"),
    "task.notified": Sentence("签收并指定经办人", "Acknowledge and name who will see to it"),
    "task.acknowledged": Sentence("到场报到", "Come and report at the scene"),
    "task.arrived": Sentence("处置并反馈办结", "Act and report back"),
    "task.working": Sentence("处置并反馈办结", "Act and report back"),
    "task.completing": Sentence("办理并反馈结果", "Deal with it and report back"),
    "task.sent_back": Sentence("返工并再次反馈", "Do it again and report back"),
    "task.completed": Sentence("街道核验", "Check the work"),
    "task.objected": Sentence("裁定异议", "Rule on the objection"),
    "task.cannot_solve": Sentence("研究并裁定", "Study it and rule"),
    "supervision.open": Sentence("说明情况并答复督办", "Say what happened and answer"),
    "supervision.answered": Sentence("抓紧办结", "Get it done"),
    "ruling.open": Sentence("作出裁定", "Give the word"),
    "assessment.due": Sentence("评价", "Judge it"),
    "assessment.scored": Sentence(
        "有异议可申诉，逾期定档", "Appeal if you disagree; then it is final"
    ),
    "assessment.appealed": Sentence("由另一人裁定申诉", "Have a second person rule"),
    "callback.due": Sentence("电话回访", "Call the reporter back"),
    "callback.tried": Sentence("再次回访", "Call again"),
}
"""By kind and stage; a stage that is not here has nothing after it."""
