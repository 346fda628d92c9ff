"""The words for doors, who lives behind them, and what is known of homes (see `wording`)."""

from collections.abc import Mapping

from contracts.sentences import Sentence

HAPPENED: Mapping[str, Sentence] = {
    "binding.asked": Sentence("申请登记住址", "Asked to be bound to a door"),
    "binding.overdue": Sentence("核实超时，转上一级", "Not answered in time: passed up"),
    "binding.verified": Sentence("住址已核实", "The address was verified"),
    "binding.refused": Sentence("住址核实未通过", "The address was not verified"),
    "binding.ended": Sentence("住址登记已结束", "The binding ended"),
    "binding.forgotten": Sentence("个人信息已按期删除", "Personal data were removed"),
    "household.fact_recorded": Sentence("已登记住户信息", "A fact was written down"),
    "household.fact_dropped": Sentence("已删除住户信息", "A fact was taken out"),
}

NEXT: Mapping[str, Sentence] = {
    "binding.asked": Sentence("核实住址是否属实", "Say whether they live there"),
}
