"""What a person reads when a case refuses something, found by its code: Chinese, English."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "not_the_holder": (
        "此件不归您这一级办理。请联系目前的承办人，或由上一级处理。",
        "This case is not held at your level. Turn to whoever holds it now, or to the level above.",
    ),
    "not_a_reporter": (
        "只有反映此事的人可以这样做。如果您遇到同样的问题，请自己反映。",
        "Only those who reported this case may do this. If you have the same problem, report it.",
    ),
    "not_a_reporting_post": (
        "您的岗位不能反映问题。请用居民、网格、社区或街道的身份登录。",
        "Your post cannot report problems. Sign in as a resident, or for a grid, community or "
        "street.",
    ),
    "out_of_scope": (
        "此事不在街道受理范围：{reason}。",
        "The street does not take this on: {reason}.",
    ),
    "unknown_category": (
        "没有这个类别。请从列表中选择；拿不准时选最接近的一项。",
        "There is no such category. Choose one from the list; the nearest one will do.",
    ),
    "outside_city": (
        "这个位置不在本区范围内。请在地图上重新选点；区外的问题请向当地反映。",
        "This point is outside our district. Choose another on the map; what lies outside is for "
        "the district there.",
    ),
    "no_such_level": (
        "这个地点没有这一级。请选择网格、社区或街道。",
        "This place has no such level. Choose grid, community or street.",
    ),
    "pass_it_up": (
        "不能直接分到您之上的层级。请用“上报”并写明理由，逐级上报。",
        "You cannot put it above your own level. Use “pass up” and give a reason, one level at a "
        "time.",
    ),
    "not_on_their_list": (
        "按权责清单，此类事项最低由“{lowest}”一级处理，不能下派。请选择该级或以上，或转办、吹哨。",
        "By the duty list this is settled at level “{lowest}” or above and cannot be handed down. "
        "Choose such a level, hand it to a department, or whistle.",
    ),
    "not_the_ruler": (
        "只有本街道指挥员和区级督办可以裁定此件归谁办理。",
        "Only the commander of this street and the district's supervisor rule on whose it is.",
    ),
    "nobody_above": (
        "已在最高一级，不能再上报。现在可以：{allowed}。",
        "It is at the highest level already. Possible now: {allowed}.",
    ),
    "unknown_department": (
        "没有这个可以转办的部门。请从部门列表中选择；社区请用“分拨”。",
        "There is no such department to hand it to. Choose one from the list; a community is "
        "chosen by sorting.",
    ),
    "unknown_case": (
        "本街道没有这一件。请核对编号。",
        "There is no such case in this street. Check the number.",
    ),
    "case_has_ended": (
        "{number} 已经结束，不能并入。请选择仍在办理的一件。",
        "{number} has ended, so nothing can be merged into it. Choose one that is still open.",
    ),
    "merge_into_the_earlier": (
        "只能并入先反映的一件。请打开后反映的那件，再并入先反映的。",
        "A case is merged into an earlier one. Open the later of the two and merge it into the "
        "earlier.",
    ),
    "others_reported_it": (
        "还有其他人反映同一问题，不能撤回。您可以补充说明。",
        "Others reported the same problem, so it cannot be taken back. You may add to it.",
    ),
    "talk_first": (
        "这类事项应先走“{procedure}”，不直接转办部门。请选“交办”。",
        "Matters like this go through “{procedure}” before any department. Choose “entrust”.",
    ),
    "unknown_procedure": (
        "没有可以交办的“{value}”流程。请从列表中选择。",
        "There is no procedure “{value}” to entrust it to. Choose one from the list.",
    ),
    "unknown_responder": (
        "“{value}”不能承办这一件。请选择所在社区、街道或服务于此的单位。",
        "“{value}” cannot carry this out. Choose the community, the street or an organisation that "
        "serves the place.",
    ),
}
"""Placeholders are the facts of the refusal."""
