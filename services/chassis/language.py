"""Which of our two languages a request asks for."""

from contracts.sentences import Language


def language(accept: str) -> Language:
    """The better of zh and en by Accept-Language; Chinese when neither is asked for."""
    weights = dict(_weighed(part) for part in reversed(accept.lower().split(",")))
    return "en" if weights.get("en", 0.0) > weights.get("zh", 0.0) else "zh"


def _weighed(part: str) -> tuple[str, float]:
    tag, _, quality = part.strip().partition(";q=")
    try:
        return tag[:2], float(quality or 1)
    except ValueError:
        return tag[:2], 0.0
