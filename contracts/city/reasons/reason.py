"""Why something of a pack must be mended, said twice."""

from typing import TypeAlias

Reason: TypeAlias = tuple[str, str]
"""In Chinese and in English; names in braces are the problem's facts."""
