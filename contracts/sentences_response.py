"""What a responder reads when a task of a call refuses something, by code: Chinese, English."""

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
}
"""Placeholders are the facts of the refusal; what files refuse stands in `sentences_files`."""
