"""What a person reads when something about homes is refused: Chinese, English."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "unknown_home": (
        "没有这个小区或网格，或地图上没有画出。请从列表中选择。",
        "There is no such compound or grid, or it is not on the map. Choose one from the list.",
    ),
    "name_the_grid": (
        "这个小区跨几个网格。请改填门牌所在的网格：{grids}。",
        "This compound stands in several grids. Name the grid of the door instead: {grids}.",
    ),
    "name_the_compound": (
        "这个网格里的门牌按小区登记。请改填小区：{compounds}。",
        "Doors of this grid go by their compound. Name the compound instead: {compounds}.",
    ),
    "door_needed": (
        "请填写到门牌号（几号楼、几单元、几室）。",
        "Say which door: building, unit and door number.",
    ),
    "bound_already": (
        "您已登记或正在登记这个门牌。请等待核实；如有变动，请先结束原登记。",
        "You are bound to this door, or have asked. Wait for the answer, or end that one first.",
    ),
    "asks_elsewhere": (
        "您已有 {most} 个门牌在等待核实。请先等待结果，或撤回其中一个。",
        "{most} of your requests wait for an answer already. Wait for one, or take one back.",
    ),
    "asked_too_often": (
        "您已就这个门牌申请 {times} 次，不能再申请。请到社区当面核实。",
        "You have asked for this door {times} times. Go to the community and show it in person.",
    ),
    "door_is_asked_for": (
        "这个门牌已有 {most} 个申请在等待核实。请等待处理后再申请。",
        "{most} requests for this door wait for an answer. Ask again once they are answered.",
    ),
    "nobody_vouches": (
        "这里还没有可以核实住址的人。请联系社区。",
        "Nobody can vouch for an address here yet. Turn to the community.",
    ),
    "not_your_house": (
        "这个住址不由您核实，本人的住址也不能由本人核实。请联系单元长或网格员。",
        "This address is not yours to vouch for, nor is your own. Turn to the unit head or the "
        "grid worker.",
    ),
    "not_your_grid": (
        "这个门牌不在您的网格内。请由所在网格的网格员登记。",
        "This door is not in your grid. Let the grid worker there write it down.",
    ),
    "unknown_fact": (
        "没有这项信息。只能登记城市包列出的信息项。",
        "There is no such fact. Only the kinds of the city pack may be written down.",
    ),
    "fact_of_another": (
        "这项信息不适用于所填的对象：住户须填到门牌，楼栋不填门牌。",
        "This fact is not of that: for a household say the door, for a building leave it out.",
    ),
    "yes_or_no": (
        "这项信息只填是（1）或否（0）。",
        "This fact is yes (1) or no (0).",
    ),
    "seen_in_future": (
        "采集日期不能晚于今天（{today}）。请改正。",
        "It cannot have been seen after today ({today}). Correct the date.",
    ),
    "seen_too_long_ago": (
        "采集日期已超过 {days} 天的保存期。请重新核实后登记。",
        "It was seen more than {days} days ago, longer than it is kept. See it again first.",
    ),
    "point_needed": (
        "请在地图上选点；住址经核实后，不选点时按您的住址受理。",
        "Choose a point on the map. Once one address of yours is verified, it is used when you "
        "choose none.",
    ),
}
"""Placeholders are the facts of the refusal."""
