"""What a person reads when a whistle cannot be blown so, or somebody not be called: zh, en."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    # --- before it is blown ---
    "own_offices_first": (
        "记录里看不出街道自己的办公室、中心、综合执法队或下级办过。请写明办理的情况，或为什么办不了，"
        "再吹哨。",
        "The record does not show that the street's own offices, its enforcement team or a lower "
        "level has tried. First say what they did about it, or why they cannot.",
    ),
    "outside_needed": (
        "这些单位街道自己就能调度，不必吹哨。请至少叫一个区直部门或公共服务企业。",
        "The street can order these itself and needs no whistle. Call at least one department or "
        "public-service enterprise of the district.",
    ),
    "several_needed": (
        "重点工作哨用于需要几个部门合办的工作。请至少叫两个单位；只需一个部门的，请转办。",
        "Key work needs several departments: call at least two. For a single one, hand the case "
        "to it.",
    ),
    "powers_needed": (
        "综合执法哨用于跨部门的执法，或街道自己没有执法权的事。请再叫一个部门，"
        "或写明街道为什么自己办不了。",
        "Joint enforcement is across departments, or where the street has no power of its own. "
        "Call one more, or say why the street cannot do it itself.",
    ),
    "danger_needed": (
        "这类事平时不是急事。请选明是什么险情，再吹应急哨；不急的，请吹群众诉求哨。",
        "Matters of this class are not urgent as a rule. Name the danger to blow an emergency "
        "whistle; if it can wait, blow a residents' demand.",
    ),
    "similar_is_open": (
        "附近同类问题的哨还没有结束，请并入其中；确属另一问题的，请勾选“另一问题”。",
        "A whistle on a like problem nearby is still open: add to that one, or say that this is "
        "another problem.",
    ),
    "no_such_earlier_whistle": (
        "本街道没有这个哨，请从列表中选择。",
        "There is no such whistle of this street. Choose one from the list.",
    ),
    "earlier_is_open": (
        "{number} 还没有结束，请在原哨中继续办理。",
        "{number} is not over yet. Please go on there.",
    ),
    "not_another_street": (
        "“{value}”不是另一个街道，请从列表中选择。",
        "“{value}” is not another street. Choose one from the list.",
    ),
    "stays_in_its_street": (
        "退回修改的哨单仍归{street}，地点不能改到别的街道。另一处的问题请另行吹哨。",
        "A draft that was returned stays with {street}: its place cannot be in another street. For "
        "a problem elsewhere, ask for a whistle of its own.",
    ),
    # --- what is called ---
    "case_named_twice": (
        "同一事项写了两次，请只保留一次。",
        "The same case is named twice. Keep it once.",
    ),
    "nobody_to_call": (
        "没有要吹的部门，权责清单上也找不到。请至少选择一个街道以外的单位。",
        "Nobody is called, and the duty list proposes nobody. Choose at least one unit outside the "
        "street.",
    ),
    "unknown_unit": (
        "没有“{department}”这个单位，请从列表中选择。",
        "There is no unit “{department}”. Choose one from the list.",
    ),
    "cannot_be_called": (
        "不能呼叫{department}：街道不能呼叫自己，也不能呼叫不服务于此地的单位。",
        "{department} cannot be called: a street calls others, and only those who serve the place.",
    ),
    "called_twice": (
        "{department}出现了两次，每个单位只呼叫一次。",
        "{department} is named twice. Call each unit once.",
    ),
    "called_already": (
        "{department}已在此哨中，不必再呼叫；可以催办。",
        "{department} is called already. You may remind it.",
    ),
    "one_must_lead": (
        "必须有且只有一个牵头单位，请指定一个。",
        "Exactly one unit leads. Please mark one.",
    ),
    "community_cannot_lead": (
        "{department}只能协助，不能牵头（社区不得作为主办单位）。请指定其他单位牵头。",
        "{department} may assist but not lead: a community is never the main handler. Let another "
        "unit lead.",
    ),
    "limit_only_shorter": (
        "到场时限只能缩短，最晚 {latest}。",
        "The time to come may only be shortened; the latest is {latest}.",
    ),
    "arrival_in_the_past": (
        "要求到场的时间已过，请填写以后的时间。",
        "The time to come is past. Give a time that is still ahead.",
    ),
}
