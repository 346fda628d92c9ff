"""What a person reads when a file, a procedure under way, refuses something, found by its code."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "not_on_this_file": (
        "您不在这份卷宗上，不能办理。请联系经办单位。",
        "You are not on this file, so you cannot act on it. Turn to whoever handles it.",
    ),
    "step_not_yours": (
        "“{step}”这一步不由您办理。请转告负责的人。",
        "The step “{step}” is not yours. Please tell whoever takes it.",
    ),
    "unknown_step": (
        "没有这一步。可选：{allowed}。",
        "There is no such step. Choose one of: {allowed}.",
    ),
    "step_not_open": (
        "还不到这一步，或已经办过。现在可以：{steps}。",
        "This step is not open: it is too early, or it was taken. Possible now: {steps}.",
    ),
    "unknown_field": (
        "这一步不要这一项。可填：{allowed}。",
        "This step does not take that entry. It takes: {allowed}.",
    ),
    "field_wrong": (
        "这一项的形式不对。请按提示填写。",
        "This entry is not of the right kind. Fill it in as the form shows.",
    ),
    "not_a_date": ("请填日期，如 2026-11-22。", "Give a date such as 2026-11-22."),
    "not_a_time": (
        "请填带时区的时间，如 2026-11-22T09:00:00+08:00。",
        "Give a time with its zone, such as 2026-11-22T09:00:00+08:00.",
    ),
    "not_a_choice": ("请从中选一项：{allowed}。", "Choose one of: {allowed}."),
    "not_tasks": (
        "任务清单每项须有“responder”（谁办）和“text”（办什么）。请补齐。",
        "Each task on the list needs “responder” (who) and “text” (what). Please complete it.",
    ),
    "field_too_few": ("至少要 {least}。请补齐。", "At least {least} is needed. Please add."),
    "field_too_many": ("最多 {most}。请删减。", "At most {most} is allowed. Please shorten."),
    "no_such_account": (
        "没有“{value}”这个账号。请从名单中选择。",
        "There is no account “{value}”. Choose one from the list.",
    ),
    "unknown_territory": (
        "没有“{value}”这个地方。请选择所在的社区或网格。",
        "There is no place “{value}”. Choose the community or grid it is in.",
    ),
    "no_such_procedure": (
        "没有可以直接发起的“{value}”流程。请从列表中选择。",
        "There is no procedure “{value}” that can be begun like this. Choose one from the list.",
    ),
    "not_yours_to_open": (
        "您的岗位不能在这里发起“{procedure}”。请联系该单位。",
        "Your post cannot begin “{procedure}” here. Turn to the organisation in charge.",
    ),
    "due_past": (
        "完成时间已经过去。请改为将来的时间，或留空。",
        "The time it must be over has passed. Give a later one, or leave it out.",
    ),
    "no_tier_above": (
        "已是最高一级，不能再往上移交。请继续办理，或告知其他途径后结束。",
        "There is no tier above. Go on here, or tell the parties which other ways are open.",
    ),
    "not_everybody_agreed": (
        "还有当事人没有同意：{missing}。请先征得同意；一方明确拒绝的，应终止调解。",
        "Not everybody has agreed yet: {missing}. Ask them first; if one clearly refuses, end it.",
    ),
    "not_tried_here": (
        "本层级还没有记录。请先办一次并记录，再往上移交。",
        "Nothing was tried at this tier yet. Try once and record it before you pass it up.",
    ),
    "not_a_mediator": (
        "“{value}”不是调解员。请从调解员名单中选择。",
        "“{value}” is not a mediator. Choose one from the panel.",
    ),
    "recused_before": (
        "“{value}”已回避本案，不能再指定。请另选一位。",
        "“{value}” was taken off this file and cannot be assigned again. Choose somebody else.",
    ),
    "pass_it_up_first": (
        "本层级调解不成的，先移交“{tier}”再调；到最高一级仍不成，才能这样结束。",
        "If it fails here, pass it up to “{tier}” first. Only the top tier ends it like this.",
    ),
    "not_of_the_panel": (
        "这类纠纷须有对口专业的调解员：{professions}。请从名单中另选或加选。",
        "A dispute of this kind needs somebody of the panel: {professions}. Choose one of them.",
    ),
    "joint_needs_several": (
        "联合调解至少两名调解员。请加选。",
        "Joint mediation has two mediators or more. Please add one.",
    ),
    "lead_not_among_them": (
        "主持人须是其中一名调解员。请重选。",
        "Whoever leads is one of the mediators. Choose again.",
    ),
    "tell_rights_first": (
        "请先告知当事人的权利义务，再调解。",
        "Tell the parties their rights first; then mediate.",
    ),
    "not_a_party": (
        "不是本案当事人。当事人是：{allowed}。",
        "Not a party to this file. The parties are: {allowed}.",
    ),
    "not_effective_yet": (
        "生效日期还没有到。请填协议实际生效的日期。",
        "The date of effect has not come. Give the day on which it took effect.",
    ),
    "signatures_missing": (
        "书面协议须各方签名，还缺：{missing}。请补签。",
        "A written agreement is signed by every party. Missing: {missing}. Have them sign.",
    ),
    "seal_missing": (
        "书面协议须调解员签名并加盖调解委员会印章。请补齐。",
        "A written agreement bears the mediator's signature and the committee's seal. Add them.",
    ),
    "not_performed_yet": (
        "协议还没有履行完毕，不能归档。请继续回访督促，或告知当事人诉讼等途径后再归档。",
        "What was agreed is not performed yet, so the file stays open. Follow it up again, or tell "
        "the parties which other ways are open.",
    ),
    "window_closed": (
        "共同申请的期限（{closed_at}）已过。协议仍然有效，有争议可向法院起诉。",
        "The time to apply jointly ({closed_at}) is over. The agreement still binds; a dispute "
        "about it goes to court.",
    ),
    "residents_missing": (
        "议事要有居民参加。请补上到会的居民一方。",
        "Residents take part in such talks. Add them to those present.",
    ),
    "one_party_only": (
        "至少两方到会才算议事。请补充到会各方。",
        "At least two parties are present at such talks. Add the others.",
    ),
    "parties_missing": (
        "联席会须召集各方，还缺：{missing}。请补上。",
        "A joint meeting calls every party. Missing: {missing}. Add them.",
    ),
    "nobody_there": (
        "“{value}”没有可以承办这一件的人员。请选择有人承办的社区、街道或单位，或先为它配备人员。",
        "Nobody at “{value}” could carry this out. Choose a community, a street or an organisation "
        "where somebody can, or appoint somebody there first.",
    ),
    "meeting_past": (
        "开会时间已经过去，被召集的单位来不了。请改为将来的时间，或不列参会单位。",
        "The meeting lies in the past: nobody can come to it. Give a later time, or call nobody.",
    ),
    "roll_missing": (
        "请点名：{called}，哪些单位到会（都没来就填空）。",
        "Call the roll: which of these came: {called}? Leave the list empty if none did.",
    ),
    "not_called": (
        "“{value}”没有被召集，不能点名。可点：{called}。其他到会的人请写在到会人员里。",
        "“{value}” was not called, so it is not on the roll: {called}. Name others who came among "
        "those who were there.",
    ),
    "nobody_voted": (
        "没有票数。请填写赞成、反对、弃权的人数。",
        "There are no votes. Give the numbers for, against and abstained.",
    ),
    "not_carried": (
        "最近一次表决没有通过，不能形成决议。请另提方案再表决，或移交上一层级。",
        "The latest vote was not carried. Propose something else and vote again, or pass it up.",
    ),
    "parts_open": (
        "还有未办结的部分：{open}。请等各方答复；确需先办结的，填写“不再等待的理由”。",
        "These parts are still open: {open}. Wait for their answers, or close it with a reason for "
        "not waiting.",
    ),
    "area_only": (
        "预警只针对区域，不针对个人。请不要指名道姓，重新发起。",
        "A warning is of an area, never of a person. Begin it again without naming anybody.",
    ),
}
"""Placeholders are the facts of the refusal."""
