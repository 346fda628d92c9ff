"""What people read when a judgement or a call-back refuses something: Chinese, English."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "only_the_street_judges": (
        "只有吹哨街道的指挥员可以评价。请转告该街道。",
        "Only the commander of the street that whistled may judge. Please tell that street.",
    ),
    "only_the_judged_appeal": (
        "只有被评价部门的联络员或负责人可以申诉。请转告该部门。",
        "Only the liaison or head of the judged department may appeal. Please tell them.",
    ),
    "not_yours_to_rule": (
        "申诉由吹哨街道的另一位指挥员或区督办裁定。请转告他们。",
        "Another commander of the street, or the district's supervisor, rules on an appeal. Please "
        "tell them.",
    ),
    "own_score": (
        "评价人不能裁定对自己评分的申诉。请由另一位指挥员或区督办裁定。",
        "Who gave the score cannot rule on it. Another commander or the district must.",
    ),
    "own_unit": (
        "您在被评价的单位任职，须回避。请由其他人办理。",
        "You hold a post in the unit concerned, so somebody else must do this.",
    ),
    "appeal_too_late": (
        "申诉期限（{appeal_by}）已过，评价不再更改。",
        "The time to appeal ({appeal_by}) is over; the score stands.",
    ),
    "unknown_item": (
        "没有这个评价项。请只填：{items}。",
        "There is no such item. Judge these only: {items}.",
    ),
    "item_missing": (
        "还有没评的项：{missing}。请全部评完再提交。",
        "Not judged yet: {missing}. Judge every item, then send again.",
    ),
    "unknown_bonus": (
        "没有这个加分项。可选：{possible}。",
        "There is no such bonus to give. Possible: {possible}.",
    ),
    "new_total_missing": (
        "更改评分须填写新的总分。",
        "To change the score, give the new total.",
    ),
    "same_total": (
        "新的总分与原来相同（{total}）。请改为维持，或填写不同的分数。",
        "The new total is the old one ({total}). Uphold it, or give another.",
    ),
    "upheld_keeps_the_total": (
        "维持原评分时不填新的总分。",
        "An upheld score keeps its total: leave the new one out.",
    ),
    "only_evaluators_ask": (
        "回访由考核员进行。请转告考核员。",
        "Call-backs are made by evaluators. Please tell them.",
    ),
    "before_the_limit": (
        "办理时限（{limit_at}）未满，期满后再回访。反映人可以自行评价。",
        "The limit of this case ({limit_at}) is not over: call after it. The reporter may rate it "
        "already.",
    ),
    "answer_missing": (
        "已联系上的回访，须填是否联系、是否解决和满意度。",
        "Somebody answered: say whether they were contacted, whether it is solved, how satisfied.",
    ),
    "nobody_answered": (
        "没有联系上的回访不能填写答复。请清空答复，或改为已联系上。",
        "Nobody answered, so there are no answers: clear them, or say that somebody did.",
    ),
    "which_district": (
        "请说明是哪个区：{districts}；全市只有一个区时不必说明。",
        "Name the district: {districts}. Where there is only one, name none.",
    ),
    "not_your_district": (
        "这里只向本区开放。请选择您所在的区，或查看公示。",
        "This is open to its own district. Choose yours, or read the public notice.",
    ),
    "not_your_board": (
        "这里只向本单位和考核、督办、审计岗位开放。您可以查看总榜。",
        "This is open to the unit itself and to those who evaluate, supervise or audit. You may "
        "read the board.",
    ),
    "only_the_called_judge_the_street": (
        "只有被呼叫部门的联络员或负责人可以评价街道的吹哨。请转告该部门。",
        "Only the liaison or head of a called department may judge the street. Please tell them.",
    ),
    "street_judged": (
        "对街道的评价只做一次，且须在 {judge_by} 前提交。您可以查看已有的评价。",
        "The street is judged once, until {judge_by}. You may read what was said.",
    ),
    "false_feedback_needs_reason": (
        "认定弄虚作假须写明事实依据。请填写评语后再提交。",
        "To find false feedback, say what it rests on: fill in the comment and send again.",
    ),
    "not_your_review": (
        "现在由另一级审核：先考核员、后区督办。请转告他们。",
        "Somebody else decides now: the evaluator first, then the district. Please tell them.",
    ),
    "decided_already": (
        "申请和两级审核须由三个不同的人办理。请由其他人审核。",
        "Whoever asked or decided before cannot decide again. Somebody else must.",
    ),
    "not_your_rates": (
        "只有被计入的街道或部门可以申请剔除。请转告该单位。",
        "Only a street or department it counts for may ask for this. Please tell that unit.",
    ),
    "reviewed_once": (
        "这一项已经申请过，现在是“{state}”。请查看原申请的结果。",
        "This was asked before and is “{state}”. Look at that review.",
    ),
    "review_too_late": (
        "申请期限（{ask_by}）已过，按原始记录统计。",
        "The time to ask ({ask_by}) is over; the record counts as it stands.",
    ),
    "never_overdue": (
        "这一项没有超时，无须申诉。请核对编号。",
        "This was never overdue, so there is nothing to ask for. Check the number.",
    ),
    "only_evaluators_close": (
        "月榜由区考核员封榜。请转告考核员。",
        "A month is closed by the district's evaluator. Please tell them.",
    ),
    "only_the_district_publishes": (
        "月榜由区督办审定发布。请转告区督办。",
        "A month is published by the district's supervisor. Please tell them.",
    ),
    "closed_it_yourself": (
        "封榜和发布须由两个人办理。请由另一人发布。",
        "Who closed the month cannot publish it. Somebody else must.",
    ),
    "month_not_begun": (
        "这个月还没有开始，不能封榜。请选择已有数据的月份。",
        "This month has not begun. Choose one that has.",
    ),
    "month_not_over": (
        "这个月还没有结束。确需提前封榜的，请填写理由，理由会公开显示。",
        "This month is not over. To close it early give a reason; everybody will see it.",
    ),
    "month_closed": (
        "这个月已经封榜，不再接受平时评价。请评价下一个月。",
        "This month is closed and takes no more ratings. Rate the next one.",
    ),
    "rated_already": (
        "本街道本月已评价过该部门。下个月可以再评。",
        "Your street has rated this department for the month. Rate it again next month.",
    ),
    "only_the_street_rates": (
        "只有该街道的指挥员可以代表街道评价部门。请转告该街道。",
        "Only a commander of that street may rate for it. Please tell them.",
    ),
    "only_the_street_gives_opinions": (
        "只有该街道的指挥员可以代表街道写派驻人员意见。请转告该街道。",
        "Only a commander of that street gives its opinion on seconded staff. Please tell them.",
    ),
    "not_seconded_to_you": (
        "此人不是派驻本街道的人员，或是您本人。请核对账号。",
        "This person is not seconded to your street, or is you. Check the account.",
    ),
    "opinion_given": (
        "今年的意见已经写过，不再更改。您可以查看。",
        "The opinion of this year was given and stands. You may read it.",
    ),
    "year_not_begun": (
        "这一年还没有开始。请核对年份。",
        "This year has not begun. Check the year.",
    ),
    "same_items": (
        "只能改变这些项的权重：{items}。请一项不多、一项不少。",
        "Change the weights of these items only, each of them: {items}.",
    ),
    "tried_just_now": (
        "刚刚联系过。{again_at} 以后再联系，才另算一次；联系上的，随时可以填写结果。",
        "This was tried just now. From {again_at} on it counts as another try; an answer may be "
        "recorded at any time.",
    ),
    "in_no_rate": (
        "这次回访没有联系上，本来就不计入三率，不必申请剔除。",
        "Nobody was reached by this call-back, so it counts in no rate: there is nothing to take "
        "out.",
    ),
    "show_evidence": (
        "申请剔除须附证明材料（照片或扫描件）。请上传后再提交。",
        "Show evidence, as a photo or scan. Upload it and ask again.",
    ),
    "unknown_number": (
        "方案中没有这一项。可以改变：{items}。",
        "The rules have no such number. These may be changed: {items}.",
    ),
    "rates_do_not_sum": (
        "三率的比重之和须为 1。请调整后再试。",
        "The shares of the three rates must sum to 1. Change them and try again.",
    ),
    "weights_do_not_sum": (
        "权重之和须为 100。请调整后再试。",
        "The weights must sum to 100. Change them and try again.",
    ),
    "only_the_district_sponsors": (
        "滞后街道的包保和销号由区督办办理。请转告区督办。",
        "The district's supervisor takes up and clears a street that lags. Please tell them.",
    ),
}
"""Placeholders are the facts of the refusal."""
