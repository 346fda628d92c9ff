"""What a person reads when taking in, checking, splitting or helping is refused: zh, en."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "not_your_channel": (
        "这个渠道（{channel}）由工作人员登记。请用小程序或平台反映，或找社区代为登记。",
        "Only staff file through this channel ({channel}). Use the app or the platform, or ask the "
        "community to file it for you.",
    ),
    "channel_needs": (
        "通过此渠道（{channel}）登记时，此项必填。请补充后再提交。",
        "This is needed for what comes through this channel ({channel}). Fill it in and send "
        "again.",
    ),
    "bad_cell": (
        "“{column}”填写有误：{detail}。请改正这一行后重新导入，已导入的行不会重复。",
        "“{column}” is not right: {detail}. Correct this row and import again; rows that are in "
        "are not doubled.",
    ),
    "guess_needed": (
        "请选择一个大致的类别，拿不准时选最接近的一项。",
        "Choose a rough category; the nearest one will do.",
    ),
    "unknown_code": (
        "编码表 {scheme} 中没有这个类别。请核对编码，或改用本系统的类别。",
        "The list {scheme} has no such class. Check the code, or use a category of ours.",
    ),
    "place_needed": (
        "请给出位置：地图坐标，或所在网格、社区、街道的编号。",
        "Say where it is: a point on the map, or the id of a grid, community or street.",
    ),
    "unknown_place": (
        "没有这个网格、社区或街道，或地图上没有画出。请核对编号，或填写坐标。",
        "There is no such grid, community or street on the map. Check the id, or give a point.",
    ),
    "unknown_standard": (
        "此类别没有这个立案标准。请从该类别的标准中选择。",
        "This category has no such standard. Choose one of its own.",
    ),
    "check_awaited": (
        "已派人到现场查看，请等待结果。现在可以：{allowed}。",
        "Somebody was sent to look already; wait for the result. Possible now: {allowed}.",
    ),
    "check_first": (
        "须先由网格员现场核查，属实后才能继续。请先派人核查。现在可以：{allowed}。",
        "Somebody has to look on the spot first and find it so. Send somebody. Possible now: "
        "{allowed}.",
    ),
    "somebody_else_looks": (
        "派人核查的人不能自己核查。请由网格员或其他工作人员到现场。",
        "Whoever sent somebody to look does not look himself. Leave it to the grid worker or to a "
        "colleague.",
    ),
    "closing_photo": (
        "按结案条件“{closing}”，须上传现场照片才能办结。",
        "A photo is needed to close this; the condition is “{closing}”.",
    ),
    "petition_unanswered": (
        "代办事项尚未得到答复，不能直接办结。请先递交并登记答复。现在可以：{allowed}。",
        "The petition has not been answered, so this cannot end yet. Submit it and record the "
        "answer first. Possible now: {allowed}.",
    ),
    "no_petition": (
        "这不是待递交的代办事项。现在可以：{allowed}。",
        "There is no petition to submit here. Possible now: {allowed}.",
    ),
    "submit_first": (
        "请先登记已递交，再登记答复。现在可以：{allowed}。",
        "Record that it was submitted before you record the answer. Possible now: {allowed}.",
    ),
    "prolonged_once": (
        "信访办理期限依法只能延长一次。请等待答复，或登记答复。现在可以：{allowed}。",
        "The law lets a petition be prolonged once. Wait for the answer, or record it. Possible "
        "now: {allowed}.",
    ),
    "petition_late": (
        "办理期限已过，不能再延长。请催问并登记答复。现在可以：{allowed}。",
        "Its time is over already, so it cannot be prolonged. Ask for the answer and record it. "
        "Possible now: {allowed}.",
    ),
    "call_them_first": (
        "请先在单元内发起自救号召，再登记商定的办法。现在可以：{allowed}。",
        "Call on the neighbours before you record what they agreed. Possible now: {allowed}.",
    ),
    "name_the_service": (
        "请注明已通知的紧急电话：110、119、120 或 122。",
        "Name the emergency service that was called: 110, 119, 120 or 122.",
    ),
    "not_the_same_person": (
        "这不是同一人先前反映的事项，不能按重复处理。请核对编号；不同人的同一问题请用“合并”。",
        "The same person did not report that one, so this is no repetition. Check the number; the "
        "same problem from somebody else is merged.",
    ),
    "split_already": (
        "此件由另一件拆分而来，不能再拆。请办理，或与其他事项关联。现在可以：{allowed}。",
        "This was split off from another case and is not split again. Deal with it, or link it. "
        "Possible now: {allowed}.",
    ),
    "bundled_already": (
        "{number} 已在另一组事项中。请在那一组里关联。",
        "{number} belongs to another bundle. Link it there.",
    ),
    "not_your_case": (
        "此件与您无关。请联系承办人；如有同样问题，请自己反映。",
        "You have no part in this case. Turn to whoever holds it; if you have the same problem, "
        "report it.",
    ),
}
"""Placeholders are the facts of the refusal."""
