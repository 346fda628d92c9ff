"""What a commander is offered unasked: a whistle on a case that is stuck 久拖不决.

Rule 1: it is offered to whoever may blow it, and while it may be blown; the core decides again.
Rule 2: the whistle is ready to be sent: what the case says is filled in, and nothing is made up.
What its kind wants beside that, `POST /whistles/preview` says, and so does the refusal.
"""

from typing import Any, Final

from contracts.commands.routes import COMMANDER
from contracts.sentences import Sentence
from contracts.views.case import Offered
from contracts.words import Kind
from gateway.fold import Folded
from gateway.kinds.cases import may_be_whistled
from gateway.present.reader import Reader, shown

WHISTLE: Final = Sentence("就此吹哨", "Whistle on this")
_WHY: Final = Sentence(
    "久拖不决：转办 {transfers} 次、退回 {returns} 次，已历时 {age_days} 天",
    "Stuck: handed on {transfers} times, given back {returns} times, {age_days} days old",
)


def offers(id: str, case: Folded, reader: Reader) -> tuple[Offered, ...]:
    """What this reader may do about a case that is stuck."""
    path = case.get("place")["path"]
    commands = len(path) > 1 and reader.scope.actor.holds_any(COMMANDER, path[1])
    if case.get("stuck") != "yes" or not commands or not may_be_whistled(case):
        return ()
    told = {name: case.get(name, 0) for name in ("transfers", "returns", "age_days")}
    why = _WHY.zh.format(**told)
    return (
        Offered(
            action="whistle",
            label_zh=WHISTLE.zh,
            label_en=WHISTLE.en,
            why_zh=why,
            why_en=_WHY.en.format(**told),
            method="POST",
            path="/whistles",
            body=_whistle(id, case, reader, why),
        ),
    )


def _whistle(id: str, case: Folded, reader: Reader, why: str) -> dict[str, Any]:
    """As it may be sent to `POST /whistles`: the words with as much in them as the reader sees."""
    place, sight = case.get("place"), reader.scope.sight(case.tags)
    problem = {"text": case.get("text"), "category": case.get("category"), "case_id": id}
    return {
        "kind": Kind.DEMAND.value,
        "problems": [shown(problem, sight)],
        "point": place["point"],
        "address": shown(place["address"], sight),
        "reason": why,
    }
