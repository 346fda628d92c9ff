"""The figures of a unit's cases (`core.figures`), and what each is counted from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from contracts.channels import Channel
from contracts.sentences import Sentence
from services.evaluation.core import opening_weighs as w
from services.evaluation.core.account import TIERS
from services.evaluation.core.figures import Closure
from services.evaluation.core.opening import Figure
from services.evaluation.core.opening_forms import case, count, mean, share

ACCEPTED: Final = Sentence("受理", "accepted")
CLOSED: Final = Sentence("办结", "closed")
OPEN: Final = Sentence("未办结", "open")
LATE: Final = Sentence("超期未结", "open and late")
LEFT_OUT: Final = Sentence("不受理、合并、撤回", "refused, merged, withdrawn")


def _closure(prefix: str, of: Callable[[Any], Closure], only: w.Only) -> Iterator[Figure]:
    """办结率 of some matters, and what stands beside it."""
    name = prefix.rstrip("-") or "all"
    yield share(
        name, CLOSED, ACCEPTED, lambda one: of(one).rate, case(w.share("base", "closed", only))
    )
    yield count(f"{prefix}open", OPEN, lambda one: of(one).open, case(w.still_open(only)))
    yield count(
        f"{prefix}overdue", LATE, lambda one: of(one).overdue, case(w.each("overdue", only))
    )
    yield count(
        f"{prefix}left-out", LEFT_OUT, lambda one: of(one).left_out, case(w.each("left", only))
    )


CASES: Final[Sequence[Figure]] = (
    *_closure("", lambda one: one.all, w.anything),
    *_closure("hotline-", lambda one: one.hotline, w.through(Channel.HOTLINE)),
    count(
        "ownerless", Sentence("无人承办", "without an owner"), lambda one: one.zeros.ownerless,
        case(w.each("ownerless")),
    ),
    share(
        "reopened", Sentence("重新办理", "opened again"), ACCEPTED,
        lambda one: one.zeros.reopened, case(w.share("base", "reopened")),
    ),
    share(
        "first-contact", Sentence("首次即办结", "answered at once"), ACCEPTED,
        lambda one: one.first_contact, case(w.share("base", "first_contact")),
    ),
    share(
        "proactive", Sentence("未诉先办", "found before a complaint"), ACCEPTED,
        lambda one: one.proactive, case(w.share("base", "proactive")),
    ),
    *(
        share(
            f"tier-{tier}", Sentence(f"由 {tier} 办结", f"settled by {tier}"), CLOSED,
            lambda one, tier=tier: one.tiers[tier], case(w.settled_by(tier)),
        )
        for tier in TIERS
    ),
    *(
        count(
            f"channel-{channel}", Sentence(f"渠道 {channel}", f"by {channel}"),
            lambda one, channel=channel: one.zeros.channels.get(channel, 0),
            case(w.all_through(channel)),
        )
        for channel in Channel
    ),
    mean(
        "wait", (Sentence("等待小时", "hours waited"), Sentence("已处理", "touched")),
        lambda one: (one.zeros.touched, one.zeros.wait_hours), case(w.share("touched", "waited")),
    ),
)  # fmt: skip
REPAIRS: Final[Sequence[Figure]] = (
    share(
        "sent-back", Sentence("退回", "sent back"), ACCEPTED,
        lambda one: one.sent_back, case(w.sent_back),
    ),
)  # fmt: skip


def case_figures(subject: str) -> Mapping[str, Figure]:
    """The figures of a unit's cases, by name; the three rates are those of `board_figures`."""
    own = REPAIRS if subject == "properties" else ()
    return {one.name: one for one in (*CASES, *own)}
