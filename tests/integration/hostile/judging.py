"""What an answer to something hostile must be. Pure."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from contracts.sentences import TITLES, Language
from services.chassis.problem_schema import MEDIA_TYPE
from tests.integration.gateway.house import Answer
from tests.integration.hostile.bodies import Path

REFUSED: Final = frozenset({400, 404, 405, 413, 414, 415, 422})
UNREADABLE: Final = frozenset({400, 413, 415, 422})
"""Of a body: what it is about was not even looked for."""
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_LATIN: Final = re.compile(r"[A-Za-z]{3}")


def faults(
    answer: Answer, tongue: Language, among: frozenset[int], field: Path | None = None
) -> Iterator[str]:
    """What is wrong with an answer to something that must be refused."""
    if answer.status not in among:
        yield f"answered {answer.status}: {answer.body[:200].decode(errors='replace')}"
    elif answer.headers.get("content-type") != MEDIA_TYPE:
        yield f"no problem but {answer.headers.get('content-type')}"
    else:
        yield from _of_problem(answer.status, json.loads(answer.body), tongue)
        yield from _unnamed(json.loads(answer.body), field)
        if answer.headers.get("content-language") != tongue:
            yield f"told in {answer.headers.get('content-language')}"


def _of_problem(status: int, told: Mapping[str, Any], tongue: Language) -> Iterator[str]:
    if told["status"] != status or told["type"] != f"/problems/{told['code']}":
        yield f"does not tell of itself: {told}"
    if told["title"] != getattr(TITLES.get(status), tongue, ""):
        yield f"has the title {told['title']}"
    for words in (told["detail"], *(one["reason"] for one in told.get("errors", ()))):
        if not told_in(words, tongue):
            yield f"is not told in {tongue}: {words}"


def told_in(words: str, tongue: Language) -> bool:
    """Whether words are of this language."""
    return bool(_HAN.search(words)) if tongue == "zh" else bool(_LATIN.search(words))


def _unnamed(told: Mapping[str, Any], field: Path | None) -> Iterator[str]:
    if field is None:
        return
    named = [error["field"].split(".") for error in told.get("errors", ())]
    if not any(_along(list(map(str, field)), steps) for steps in named):
        yield f"does not name {'.'.join(map(str, field))}: {told.get('code')} {told.get('errors')}"


def _along(field: Sequence[str], steps: Sequence[str]) -> bool:
    """Whether it is named; on the way there may stand which of several kinds was tried."""
    walked = iter(steps)
    return all(step in walked for step in field)
