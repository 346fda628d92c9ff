"""The story of the first whistle, chapter by chapter, seen from the far ends only."""

from collections.abc import Awaitable, Callable, Sequence

from tests.e2e import counting, judging, mustering, reporting, silence, working
from tests.e2e.telling import Telling

Chapter = tuple[str, str, Sequence[Callable[[Telling], Awaitable[None]]]]

CHAPTERS: Sequence[Chapter] = (
    (
        *("一、反映与吹哨", "Report and whistle"),
        (counting.note, reporting.report, reporting.sort, reporting.whistle),
    ),
    ("二、部门报到", "Departments report", (mustering.muster,)),
    ("三、无人应答", "Nobody answers", (silence.silence,)),
    ("四、处置与销哨", "Work and confirm", (working.work,)),
    ("五、评价、回访与月榜", "Judge and call back", (judging.assess, judging.tell, judging.month)),
)


async def tell(telling: Telling) -> None:
    """Play every chapter; raises `Unseen` or what the API refused."""
    for zh, en, steps in CHAPTERS:
        telling.timeline.chapter(zh, en)
        for step in steps:
            await step(telling)
