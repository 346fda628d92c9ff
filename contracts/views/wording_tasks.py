"""The words for what is done in a task, by a called department or in a file (see `wording`)."""

from collections.abc import Mapping

from contracts.sentences import Sentence

HAPPENED: Mapping[str, Sentence] = {
    "task.redacted": Sentence("个人信息已按期删除", "Personal data were removed"),
    "task.extension_asked": Sentence("部门申请延期", "The department asks for more time"),
    "task.suspension_asked": Sentence("部门申请挂账", "The department asks for a pause"),
    "task.resume_asked": Sentence("申请恢复办理", "It can go on"),
    "task.notified": Sentence("任务已送达部门", "The department was notified"),
    "task.acknowledged": Sentence("已签收", "Acknowledged"),
    "task.arrived": Sentence("已到场报到", "Arrived"),
    "task.progressed": Sentence("处置进展", "Progress"),
    "task.completed": Sentence("部门反馈办结", "The department says it is done"),
    "task.objected": Sentence("部门提出异议", "The department objected"),
    "task.cannot_solve": Sentence("部门报告无法解决", "The department cannot solve it"),
    "task.opened": Sentence("发起", "Begun"),
    "task.part_ended": Sentence("一方已办结", "One part is done"),
    "task.roll_called": Sentence("会议点名", "The roll of the meeting was called"),
    "task.attended": Sentence(
        "会议到会情况已记录", "Whether they came to the meeting is on record"
    ),
    "task.spawned": Sentence("决议形成任务", "A resolution asks for this"),
    "task.stepped": Sentence("办理一步", "A step was taken"),
    "task.vote_put": Sentence("方案付诸表决", "A proposal was put to the vote"),
    "task.ballot_cast": Sentence("投票", "A ballot was cast"),
    "task.vote_closed": Sentence("表决截止，公布结果", "The vote closed with its result"),
    "task.moved": Sentence("移交上一层级", "Passed up to the next tier"),
    "task.prolonged": Sentence("延长时限", "More time was given"),
    "task.settled": Sentence("已有结果", "It has its result"),
    "task.ended": Sentence("归档", "The file was closed"),
    "task.step_warned": Sentence("临期预警", "The limit is near"),
    "task.step_overdue": Sentence("超时", "Overdue"),
}

NEXT: Mapping[str, Sentence] = {
    "task.notified": Sentence("签收并指定经办人", "Acknowledge and name who will see to it"),
    "task.acknowledged": Sentence("到场报到", "Come and report at the scene"),
    "task.arrived": Sentence("处置并反馈办结", "Act and report back"),
    "task.working": Sentence("处置并反馈办结", "Act and report back"),
    "task.completing": Sentence("办理并反馈结果", "Deal with it and report back"),
    "task.sent_back": Sentence("返工并再次反馈", "Do it again and report back"),
    "task.completed": Sentence("街道核验", "Check the work"),
    "task.objected": Sentence("裁定异议", "Rule on the objection"),
    "task.cannot_solve": Sentence("研究并裁定", "Study it and rule"),
    "task.suspended": Sentence("到期自动恢复办理", "It resumes by itself on this day"),
}
