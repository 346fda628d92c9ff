"""What people read when dispatch refuses something, found by its code: Chinese, English."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    # --- who may ---
    "no_post_at_the_place": (
        "您在“{address}”没有岗位，不能就那里的问题吹哨。请上报给当地网格或社区。",
        "You hold no post at “{address}”, so you cannot whistle about it. Report it to the grid or "
        "community there.",
    ),
    "not_the_raising_street": (
        "只有吹哨的{street}的指挥员可以这样办，请与其联系。",
        "Only the commander of {street}, which raised the whistle, may do this. Please ask there.",
    ),
    "not_the_community": (
        "只有所在社区的书记或工作人员可以签署意见。",
        "Only the secretary or an officer of its community may endorse this.",
    ),
    "not_community_or_street": (
        "只有所在社区或{street}的指挥员可以退回或不予吹哨。",
        "Only its community or the commander of {street} may return it or decline to raise it.",
    ),
    "not_who_asked": (
        "只有提出此哨的那一级可以修改后重报。",
        "Only the level that asked for this whistle may revise it and send it again.",
    ),
    "not_a_ruler": (
        "只有{street}的指挥员或区督办可以裁定。",
        "Only the commander of {street} or the district supervisor may rule.",
    ),
    "not_this_ruler": (
        "这项裁定现在由{ruler}作出，请等待或与其联系。",
        "{ruler} must rule on this now. Please wait, or ask there.",
    ),
    "not_of_the_whistle": (
        "只有吹哨的{street}和被呼叫的部门可以这样办。",
        "Only {street}, which raised the whistle, and the departments it called may do this.",
    ),
    "not_your_step": (
        "这一步由{department}办理，请由其填报，或请街道指挥员代填。",
        "This step is for {department}. Let them report it, or ask the street's commander to.",
    ),
    "not_your_supervision": (
        "这项督办由{department}答复。",
        "{department} must answer this supervision.",
    ),
    "leader_needed": (
        "此级别的哨须由{street}工委书记或主任吹，请报其审定。",
        "A whistle of this grade is blown by the leaders of {street}. Please have them approve it.",
    ),
    "not_asked_to_join": (
        "只有被邀请联合的街道的指挥员可以加入此哨。",
        "Only the commander of a street that was asked to take part may join this whistle.",
    ),
    "second_person_decides": (
        "提出人不能自己审批，请由另一人办理。",
        "Whoever asked cannot decide it. Let a second person do so.",
    ),
    # --- when ---
    "no_such_relief": (
        "没有这项待审批的申请，可能已审批或不再需要。请刷新后查看。",
        "No such request waits: it was decided, or is needed no more. Refresh and look again.",
    ),
    "steps_open": (
        "会商定下的事还没有办完。请先逐项办结或由街道代为填报，再销哨。",
        "Steps agreed at the meeting are not done. Finish each of them first, then confirm.",
    ),
    "ratify_first": (
        "应急哨还没有补批，请先由街道领导补批，再销哨。",
        "This was blown at once and is not approved yet. Approve it first, then confirm.",
    ),
    "reminded_just_now": (
        "刚刚催办过，{again_at} 后可再催；不必反复催促，超时会自动督办。",
        "They were reminded a moment ago; you may again after {again_at}. Late calls are "
        "supervised by themselves.",
    ),
    "reminded_enough": (
        "已催办 {most} 次，请改用督办或提级。",
        "They were reminded {most} times. Open a supervision or pass it up instead.",
    ),
    "no_such_supervision": (
        "没有待答复的这项督办，可能已答复或已结束。请刷新后查看。",
        "No such supervision waits for an answer: it was answered or is over. Refresh and look "
        "again.",
    ),
    "calls_open": (
        "还不能结束：{departments}尚未办结。请催办、退回或等待，全部办结后再来。",
        "Not yet: {departments} still owe an answer. Remind them or wait until all are done.",
    ),
    "cannot_lead_now": (
        "该单位已在牵头，或已退出此哨。请选另一个在哨的单位。",
        "This unit leads already or is out of the whistle. Choose another that is called.",
    ),
    "not_completed": (
        "该单位还没有报告办结，不能退回重办。可以先催办。",
        "This unit has not reported completion, so there is nothing to send back. You may remind "
        "it.",
    ),
    "escalated_already": (
        "已经提级，正等待区里答复，不必再提。",
        "This is before the district already and its answer is awaited.",
    ),
    "no_such_ruling": (
        "没有这项待裁定的事，可能已经裁定或不再需要。请刷新后查看。",
        "No such ruling waits: it was given, or is needed no more. Refresh and look again.",
    ),
    # --- time ---
    "shelved_by_district_only": (
        "挂账由区里在支持“无法解决”或提级时作出，须写明原因类别，且不能同时另行指定单位。",
        "Only the district lets a matter wait, when it upholds that it cannot be solved; give the "
        "cause, and name no other unit.",
    ),
    "nobody_above_district": (
        "已在区里，不能再上报。请直接裁定。",
        "This is before the district already. Please rule.",
    ),
    "nobody_left_to_lead": (
        "该单位牵头，免办后没有单位可以牵头。请先变更牵头。",
        "This unit leads, and nobody else could. Let another lead first.",
    ),
    # --- what is said and agreed ---
    "not_called_here": (
        "该部门不在此哨中，请从已呼叫的部门中选择。",
        "This department is not called here. Choose one that is.",
    ),
    "nothing_to_answer": (
        "这条留言不需要本部门答复，或已答复。请去掉后再发。",
        "Your department owes no answer to that message. Leave it out and send again.",
    ),
    "meeting_in_future": (
        "会商时间还没有到，请填写实际开会的时间。",
        "The meeting has not taken place yet. Give the time at which it did.",
    ),
    "step_not_called": (
        "{department}不在此哨中，不能承担会商定下的事。请先呼叫该单位。",
        "{department} is not called here and cannot take a step. Call it first.",
    ),
    "step_in_the_past": (
        "完成时间已过，请填写以后的时间。",
        "The time for a step is past. Give one that is still ahead.",
    ),
    "no_such_step": (
        "没有这一步，或已办结。请刷新后查看。",
        "There is no such step, or it is done. Refresh and look again.",
    ),
    # --- what is named ---
    "unknown_call": (
        "此哨中没有这项呼叫，请刷新后重新选择。",
        "There is no such call in this whistle. Refresh and choose again.",
    ),
    "owes_nothing": (
        "所选单位中有的已办结或已退出，无需催办。请刷新后重新选择。",
        "One of those you named owes nothing any more. Refresh and choose again.",
    ),
    "every_problem_once": (
        "每个问题都要写明一次是否解决：{problems}。",
        "Say of each problem exactly once whether it is solved: {problems}.",
    ),
    "designated_only_when_upheld": (
        "不予支持时不能另行指定单位。请改为支持，或去掉指定。",
        "A unit can only be named when the ruling is upheld. Uphold it, or name nobody.",
    ),
    "designated_is_the_same": (
        "指定的就是提出的单位{department}。如仍由其承办，请选不予支持。",
        "The unit named is {department}, which asked. If it shall go on, reject the request.",
    ),
    "name_who_instead": (
        "牵头单位退出后没有单位可以牵头，请指定由谁承办。",
        "Nobody else can lead when this unit is taken out. Name the unit that takes over.",
    ),
}
