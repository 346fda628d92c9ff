"""Where something stands and what may be done with it, in words: (Chinese, English) by code.

A refusal that says "not now" carries the codes; the sentence a person reads carries these words. A
code without words of its own is shown as it is.
"""

from collections.abc import Mapping
from typing import Final

Pair = tuple[str, str]

STATES: Final[Mapping[str, Pair]] = {
    "new": ("新建", "new"),
    "reported": ("已上报", "reported"),
    "owned": ("已受理", "taken on"),
    "transferred": ("已转办", "handed to a department"),
    "entrusted": ("已交办", "entrusted"),
    "whistled": ("已吹哨", "whistled"),
    "ordered": ("已点单派单", "ordered from a unit or members"),
    "solved": ("已办结，待核验", "done, to be checked"),
    "fed_back": ("已反馈", "told to the reporters"),
    "confirmed": ("已确认", "confirmed"),
    "closed": ("已归档", "closed"),
    "merged": ("已合并", "merged"),
    "refused": ("不予受理", "not accepted"),
    "withdrawn": ("已撤回", "withdrawn"),
    "draft": ("草拟", "a draft"),
    "endorsed": ("社区已签署", "endorsed by the community"),
    "mustering": ("集结中", "mustering"),
    "working": ("处置中", "being worked on"),
    "assessed": ("已评价", "judged"),
    "called": ("已呼叫", "called"),
    "notified": ("待签收", "to be acknowledged"),
    "acknowledged": ("已签收", "acknowledged"),
    "arrived": ("已到场", "arrived"),
    "completed": ("部门已办结", "done, says the department"),
    "accepted": ("街道已认可", "accepted by the street"),
    "released": ("已退出", "released"),
    "suspended": ("挂账", "suspended"),
    "due": ("待办", "to be done"),
    "scored": ("已评分", "scored"),
    "appealed": ("申诉中", "appealed"),
    "ruled": ("已裁定", "ruled on"),
    "final": ("已定档", "final"),
    "open": ("进行中", "open"),
    "asked": ("待核实", "waiting for a word"),
    "verified": ("已核实", "verified"),
    "ended": ("已结束", "ended"),
    "full": ("已满", "full"),
}

ACTS: Final[Mapping[str, Pair]] = {
    "acknowledge": ("签收", "acknowledge"),
    "answer": ("答复", "answer"),
    "appeal": ("申诉", "appeal"),
    "approve": ("审定吹哨", "approve"),
    "arrive": ("到场报到", "report at the scene"),
    "assessments": ("评价", "judge"),
    "call": ("增呼单位", "call one more"),
    "call-back": ("回访", "call back"),
    "cannot-solve": ("报告无法解决", "say it cannot be solved"),
    "change-lead": ("变更牵头", "change the lead"),
    "close": ("归档", "close the file"),
    "complete": ("办结反馈", "report completion"),
    "confirm": ("销哨确认", "confirm"),
    "decide": ("裁定", "rule"),
    "dispute": ("不认可", "disagree"),
    "end": ("结束", "end it"),
    "endorse": ("签署意见", "endorse"),
    "escalate": ("提级", "pass up"),
    "extend": ("申请延期", "ask for more time"),
    "feed-back": ("反馈", "tell the reporters"),
    "finish-step": ("办结会商事项", "finish an agreed step"),
    "hurry": ("催办", "ask when"),
    "join": ("加入联合哨", "join"),
    "meet": ("会商", "record a meeting"),
    "merge": ("合并", "merge"),
    "object": ("提出异议", "object"),
    "open": ("发布", "open it"),
    "progress": ("填报进展", "report progress"),
    "ratify": ("补批", "approve after the fact"),
    "refuse": ("不予受理", "decline"),
    "register": ("登记", "register"),
    "remind": ("催办", "remind"),
    "resume": ("恢复办理", "resume"),
    "revoke": ("停用", "revoke"),
    "rule": ("裁定异议", "rule whose it is"),
    "say": ("留言", "say something"),
    "send-back": ("退回返工", "send back"),
    "settle": ("自行办结", "settle"),
    "sort": ("研判", "sort"),
    "supervise": ("督办", "supervise"),
    "supplement": ("补充", "add something"),
    "suspend": ("申请挂账", "ask for a pause"),
    "transfer": ("转办", "hand to a department"),
    "verify": ("核实", "verify"),
    "waive": ("免办", "waive"),
    "withdraw": ("撤回", "withdraw"),
}
"""By the last word of the path."""

NAMED: Final[Mapping[str, Mapping[str, Pair]]] = {"state": STATES, "allowed": ACTS}
"""The facts of a refusal that are codes, and where their words are."""
