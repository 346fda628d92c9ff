"""What a person reads when an offer, a registration or a list refuses something."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    # --- who may ------------------------------------------------------------------------------
    "not_the_keeper": (
        "这件事由所在社区或街道负责。请联系他们办理。",
        "This is for the community or street that answers for it. Turn to them.",
    ),
    "station_matches": (
        "这是社会类需求，由本街道社工站对接。请联系社工站，或请居民向社工站提出。",
        "This is a social need: the social-work station of the street matches it. Turn to the "
        "station.",
    ),
    "not_yours_to_call": (
        "您的岗位不能发起这类召集。需要帮助时，请提交“点单”“微心愿”或“代办”。",
        "Your post cannot make this kind of call. To ask for help, place an order, a wish or an "
        "errand.",
    ),
    "not_asked": (
        "这一单没有派给您的单位。请在“待接单”中查看派给您的订单。",
        "This order was not put to your unit. Look among those that were.",
    ),
    "not_eligible": (
        "只有{place}的在职党员、志愿者或已报到人员可以认领。请先到社区报到。",
        "Only members, volunteers and those registered in {place} may claim this. Register with "
        "the community first.",
    ),
    "no_place_of_yours": (
        "您在这里没有认领名额。请先认领。",
        "You have no place here. Claim one first.",
    ),
    "not_the_orderer": (
        "只有提出的人或负责的社区可以这样做，请与其联系。",
        "Only whoever asked for it, or the community in charge, may do this. Turn to them.",
    ),
    "own_order": (
        "不能认领自己提出的事项。请等待他人接单。",
        "You cannot claim what you ordered yourself. Wait until somebody takes it.",
    ),
    "own_deed": (
        "本人参加的服务须由他人确认。请社区另一位工作人员办理。",
        "Somebody else must confirm what you took part in. Ask a colleague of the community.",
    ),
    "not_your_unit": (
        "您不是该单位的联络人。请由单位联络人办理。",
        "You do not speak for that unit. Its liaison may do this.",
    ),
    "skill_needed": (
        "这个岗位需要以下特长之一：{skills}。请在报到信息中补充后再认领。",
        "This needs one of these skills: {skills}. Add it to your registration, then claim.",
    ),
    "not_of_the_team": (
        "这次召集的是指定队伍。请由队员认领。",
        "Only members of the teams that were called may claim this.",
    ),
    "not_this_registration": (
        "只有所报到的社区可以这样办理；本人可以申请退出。",
        "Only the community of this registration may do this; you may leave it yourself.",
    ),
    "not_your_need": (
        "只有提出的人或所在社区可以撤下这项需求，请与其联系。",
        "Only whoever stated this need, or its community, may take it off the list. Turn to them.",
    ),
    "only_the_district": (
        "只有区级可以进入或解除应急状态，请报区里决定。",
        "Only the district may switch its emergency mode. Report to the district.",
    ),
    # --- when -------------------------------------------------------------------------------
    "no_places_left": (
        "名额已满。可以：{allowed}；或认领其他事项。",
        "Every place is taken. Possible now: {allowed}; or claim something else.",
    ),
    "claimed_already": (
        "已经认领过了，不必重复。可以：{allowed}。",
        "This place is taken already. Possible now: {allowed}.",
    ),
    "on_duty_already": (
        "已有人到岗，不能退回或取消。请完成后由社区确认。",
        "Somebody is on duty, so it cannot be given back or called off. Finish it and let the "
        "community confirm.",
    ),
    "its_time_has_come": (
        "服务时间已到，不能自行退回。请到岗；确有特殊情况，请社区准假。",
        "Its time has come, so you cannot give it back yourself. Come; if there is a reason, ask "
        "the community to let you go.",
    ),
    "claim_elsewhere": (
        "这个名额目前是“{claim}”，不能这样办。可以：{allowed}。",
        "This place is now “{claim}”, so this is not possible. Possible now: {allowed}.",
    ),
    "claims_paused": (
        "因多次爽约，{until} 前暂停认领。如有特殊情况，请联系社区。",
        "You stayed away several times, so you cannot claim until {until}. If there was a reason, "
        "tell the community.",
    ),
    "too_many_wishes": (
        "同时最多认领 {most} 个微心愿。请先完成或退回一个。",
        "You may hold {most} wishes at once. Fulfil or give back one first.",
    ),
    "nobody_came": (
        "没有人到岗，不能确认完成。请取消，或补记到岗人员。",
        "Nobody came, so it cannot be confirmed. Call it off, or sign in those who came.",
    ),
    "no_emergency": (
        "区里未进入应急状态，不能紧急集结。请先报区里启动应急状态。",
        "The district is not in its emergency mode, so nobody can be mustered. Ask the district "
        "to switch it on.",
    ),
    "emergency_already": (
        "已在应急状态中。可以：{allowed}。",
        "The emergency mode is on already. Possible now: {allowed}.",
    ),
    "registered_already": (
        "已在这个社区报到。如信息有变，请先退出再重新报到。",
        "You are registered with this community already. To change it, leave and register again.",
    ),
    # --- what is said -----------------------------------------------------------------------
    "not_an_order": (
        "只有“点单”可以派单。其他事项请直接发布。",
        "Only an order is dispatched to units. Publish anything else.",
    ),
    "nobody_fits": (
        "资源清单中没有合适的单位。请发布给党员志愿者，或提请街道统筹。",
        "No resource on the list fits. Publish it to members and volunteers, or pass it up to the "
        "street.",
    ),
    "unknown_resource": (
        "资源清单中没有这一项，或不服务于此地、已过期。请重新选择。",
        "There is no such resource, or it does not serve this place now. Choose another.",
    ),
    "unknown_need": (
        "需求清单中没有这一项。请核对编号。",
        "There is no such need on the list. Check its number.",
    ),
    "unknown_claim": (
        "没有这个名额。请从名单中选择。",
        "There is no such place here. Choose one from the list.",
    ),
    "claim_twice": (
        "同一名额填写了两次。请每个名额只填一次。",
        "One place is named twice. Name each once.",
    ),
    "unknown_concern": (
        "没有这个事项。可选：{concerns}。",
        "There is no such concern. Choose from: {concerns}.",
    ),
    "unknown_shift": (
        "请选择一个班次：{shifts}。",
        "Choose one of the shifts: {shifts}.",
    ),
    "unknown_team": (
        "没有这支队伍：{team}。请从队伍名单中选择。",
        "There is no team “{team}”. Choose one from the list.",
    ),
    "unknown_skill": (
        "没有这个特长：{skill}。可选：{skills}。",
        "There is no skill “{skill}”. Choose from: {skills}.",
    ),
    "unknown_account": (
        "没有这个人员。请从名单中选择。",
        "There is no such person. Choose one from the list.",
    ),
    "not_a_patrol": (
        "只有巡逻任务可以这样上报。其他问题请用“随手报”。",
        "Only a patrol reports like this. Report anything else as a case.",
    ),
    "nobody_hidden": (
        "这一项没有需要保密的对象，无需授权。",
        "There is nobody hidden here, so nothing has to be agreed to.",
    ),
    "only_a_wish": (
        "只有微心愿可以填写受助人。请删去后再提交。",
        "Only a wish names whom it is for. Leave this out and send again.",
    ),
    "ends_before_it_starts": (
        "结束时间早于开始时间。请改正后再提交。",
        "It ends before it starts. Correct the times and send again.",
    ),
    "time_passed": (
        "这个时间已过。请另选时间。",
        "This time has passed. Choose another.",
    ),
    "shift_twice": (
        "班次编号重复。请为每个班次起不同的编号。",
        "Two shifts bear the same id. Give each its own.",
    ),
    "circle_too_wide": (
        "平时只能召集本辖区人员。应急状态下才可扩大范围。",
        "Usually you may call your own area only. Widen the circle in an emergency.",
    ),
    "not_a_community": (
        "请选择一个社区或网格。",
        "Choose a community or a grid.",
    ),
    "no_such_place": (
        "没有这个辖区。请从列表中选择。",
        "There is no such area. Choose one from the list.",
    ),
    "not_a_district": (
        "应急状态以区为单位。请选择本区。",
        "An emergency is declared for the district. Choose it.",
    ),
    "not_of_the_alliance": (
        "该单位不在这个联盟中。请核对联盟名单。",
        "That unit is not of this alliance. Check its members.",
    ),
    "provider_needed": (
        "请填写提供方名称，如社会组织、项目或基金。",
        "Name the provider: a social organisation, a project, a charity.",
    ),
}
"""Placeholders are the facts of the refusal."""
