"""What a person reads when a vote cannot be put, cast or closed: Chinese, English."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "no_such_proposal": (
        "没有这个方案。请填已提出方案的序号（1 到 {most}）。",
        "There is no such proposal. Give the number of one that was made (1 to {most}).",
    ),
    "vote_open": (
        "正在表决，{closes_at} 截止。请等截止，或先结束表决。",
        "A vote runs until {closes_at}. Wait for its end, or close it first.",
    ),
    "vote_over": (
        "表决时间已过，不能再投票。结果即将公布。",
        "The time to vote is over. The result will be told at once.",
    ),
    "no_vote_runs": (
        "现在没有进行中的表决。请先将一个方案付诸表决。",
        "No vote runs now. Put a proposal to the vote first.",
    ),
    "vote_ends_wrong": (
        "截止时间须在现在之后、议事期限（{most}）之前。请改一个时间。",
        "It closes after now and before the talks must be over ({most}). Choose another time.",
    ),
    "nobody_may_vote": (
        "没有可以投票的人。请先记录到会人员或指定居民代表。",
        "Nobody may vote. Record who was there, or name the residents' representatives.",
    ),
    "not_on_the_roll": (
        "您不在这次表决的名册上。请联系召集人。",
        "You are not on the roll of this vote. Turn to whoever convened it.",
    ),
    "not_among_them": (
        "名册上没有这位无账号的到会人员。可登记：{allowed}。有账号的由本人投票。",
        "Nobody of that name without an account is on the roll. It may be: {allowed}. Whoever has "
        "an account votes in person.",
    ),
    "vote_is_secret": (
        "这是无记名表决，不能举手登记。请由本人投票。",
        "This ballot is secret: no hands are counted. Each votes in person.",
    ),
    "area_wrong": (
        "“{value}”不对。每行写“姓名或账号 面积”，如“张三 89.5”。",
        "“{value}” is not right. Write “who area” on each line, such as “张三 89.5”.",
    ),
    "area_missing": (
        "业主表决按专有部分面积和人数计算，还缺面积：{missing}。请补上。",
        "Owners' votes count by area and by number. Areas are missing: {missing}. Add them.",
    ),
    "area_too_small": (
        "全体业主的专有部分总面积不能小于名册上的合计。请核对。",
        "The area of all owners cannot be less than that of those on the roll. Check it.",
    ),
}
"""Placeholders are the facts of the refusal."""
