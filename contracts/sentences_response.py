"""What a responder reads when a task refuses something, found by its code: Chinese, English."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "not_the_called_department": (
        "只有被吹哨的部门的联络员或负责人可以办理。请转告该部门。",
        "Only the liaison or head of the called department may do this. Please tell them.",
    ),
    "only_the_street_confirms": (
        "代签或远程确认只能由吹哨街道的指挥员办理。请现场定位或扫街道的二维码。",
        "By hand or remotely only the street's commander may confirm. Use your position, or scan "
        "the street's code.",
    ),
    "ruling_awaited": (
        "您已提出意见，正等待裁定；时限照走，请先继续办理。",
        "You have asked already and a ruling is awaited. The clock runs on: please go on working.",
    ),
    "case_goes_back": (
        "您已退回此事项，正交还派出的一方，无需再办。",
        "You gave this case back; it is on its way to its owner. Nothing more is needed.",
    ),
    "designated_may_not_object": (
        "本任务由裁定指定，不能再提异议。确实办不了的，请选“无法解决”并说明原因。",
        "A ruling named your department, so it cannot object again. If it is beyond you, choose "
        "“cannot solve” and say why.",
    ),
    "objected_before": (
        "本任务已提过异议，不能再提。确实办不了的，请选“无法解决”并说明原因。",
        "This task was objected to before. If it is beyond you, choose “cannot solve” and say why.",
    ),
    "go_first": (
        "应急哨须先到场再提异议。请先报到。",
        "In an emergency, come first and object afterwards. Please report in at the scene.",
    ),
    "objection_too_late": (
        "提异议的时限（{object_by}）已过。请继续办理；确实办不了的，请选“无法解决”。",
        "The time to object ({object_by}) is over. Please go on; if it is beyond you, choose "
        "“cannot solve”.",
    ),
    "evidence_missing": (
        "这一步还缺一项必需的凭据（如现场照片）。请补上再提交。",
        "Something this step must show is missing, such as a photo. Add it and send again.",
    ),
    "point_missing": (
        "没有取到位置。请打开定位再试，或扫街道的二维码，或请街道指挥员代签。",
        "There is no position. Switch location on and try again, scan the street's code, or ask "
        "the street's commander to confirm you by hand.",
    ),
    "too_far": (
        "您距现场 {distance_m} 米，须在 {radius_m} 米以内。请到场后再报到；"
        "定位不准时扫街道的二维码，或请街道指挥员代签。",
        "You are {distance_m} m from the scene; within {radius_m} m is needed. Come closer; if the "
        "position is wrong, scan the street's code or ask its commander to confirm you by hand.",
    ),
    "code_missing": (
        "请扫街道指挥员手机上的二维码。",
        "Scan the code on the street commander's phone.",
    ),
    "code_wrong": (
        "二维码不对或已过期（每五分钟更换）。请重新扫街道指挥员手机上的二维码。",
        "This code is not the street's, or it is too old (it changes every five minutes). Scan it "
        "again from the commander's phone.",
    ),
    "must_come_in_person": (
        "应急哨必须到现场，不能远程确认。",
        "An emergency needs people at the scene; it cannot be confirmed remotely.",
    ),
    "eta_past": (
        "预计到达时间已经过去。请改为将来的时间，或留空。",
        "The expected arrival is in the past. Give a later time, or leave it out.",
    ),
    "time_in_future": (
        "这个时间还没有到。请填写实际发生的时间。",
        "This time has not come yet. Give the time at which it happened.",
    ),
    "finished_before_accepted": (
        "办结时间早于受理时间。请核对两个时间。",
        "It cannot be finished before it was accepted. Check both times.",
    ),
    "suggests_itself": (
        "建议的单位不能是本部门。请改为应当负责的单位，或留空。",
        "You suggested your own department. Name the one it belongs to, or leave it out.",
    ),
    "unknown_organisation": (
        "没有“{value}”这个单位。请从列表中选择。",
        "There is no organisation “{value}”. Choose one from the list.",
    ),
    "not_on_this_file": (
        "您不在这份卷宗上，不能办理。请联系经办单位。",
        "You are not on this file, so you cannot act on it. Turn to whoever handles it.",
    ),
    "not_your_step": (
        "“{step}”这一步不由您办理。请转告负责的人。",
        "The step “{step}” is not yours. Please tell whoever takes it.",
    ),
    "no_such_step": (
        "没有这一步。可选：{allowed}。",
        "There is no such step. Choose one of: {allowed}.",
    ),
    "step_not_open": (
        "还不到这一步，或已经办过。现在可以：{allowed}。",
        "This step is not open: it is too early, or it was taken. Possible now: {allowed}.",
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
